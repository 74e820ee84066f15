import mark from '../../assets/icons/kezek.svg';

/** The mark of the product: a shanyrak, the crown of the yurt, as on the flag's sun. */
export function BrandMark({ size = 44 }: { readonly size?: number }) {
  return <img src={mark} width={size} height={size} alt="" />;
}
