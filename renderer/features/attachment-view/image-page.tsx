import { useEffect, useState } from 'react';
import { fileBlob } from '../document/file-download.ts';
import classes from './file-view.module.css';
import type { PageLook } from './pdf-file.ts';

/** A scan that is a picture, upright as asked. `onBroken` is called when it cannot be shown. */
export function ImagePage(props: {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly name: string;
  readonly look: PageLook;
  readonly onBroken: () => void;
}) {
  const { bytes, type, look } = props;
  const [address, setAddress] = useState<string | null>(null);
  const [ratio, setRatio] = useState(1);
  useEffect(() => {
    const made = URL.createObjectURL(fileBlob({ bytes, type }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  if (address === null) return null;
  const sideways = look.rotation % 180 !== 0;
  const height = sideways ? look.width : look.width / ratio;
  return (
    <figure
      className={classes.page}
      style={{ width: look.width, height: sideways ? look.width * ratio : height }}
    >
      <img
        src={address}
        alt={props.name}
        className={classes.image}
        style={{
          width: sideways ? look.width * ratio : look.width,
          transform: `translate(-50%, -50%) rotate(${look.rotation}deg)`,
        }}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
          setRatio(naturalHeight === 0 ? 1 : naturalWidth / naturalHeight);
        }}
        onError={props.onBroken}
      />
    </figure>
  );
}
