import mark from '../../assets/icons/kezek.svg';

/** The mark of the product: children in a row that rises to the sun. */
export function BrandMark({ size = 44 }: { readonly size?: number }) {
  return <img src={mark} width={size} height={size} alt="" />;
}
