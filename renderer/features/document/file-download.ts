/**
 * Hands a file to the person: the window (or the browser) asks where to keep it. The address of the bytes lives only for
 * that moment.
 */
export function saveFile(file: {
  readonly fileName: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}): void {
  const address = URL.createObjectURL(fileBlob(file));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.fileName;
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(address), ADDRESS_LIFE_MS);
}

/** The bytes as the browser takes them. */
export function fileBlob(file: { readonly type: string; readonly bytes: Uint8Array }): Blob {
  return new Blob([new Uint8Array(file.bytes)], { type: file.type });
}

/** The download has long taken its own hold of the bytes by then. */
const ADDRESS_LIFE_MS = 10_000;
