/** The part of node-gost-crypto that is used: it comes without types. */
declare module 'node-gost-crypto' {
  export type GostDigest = { digest(message: Uint8Array): ArrayBuffer };
  export type GostSign = {
    sign(privateKey: Uint8Array, message: Uint8Array): ArrayBuffer;
    verify(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean;
  };
  const gost: {
    readonly gostEngine: {
      getGostDigest(parameters: Readonly<Record<string, unknown>>): GostDigest;
      getGostSign(parameters: Readonly<Record<string, unknown>>): GostSign;
    };
  };
  export default gost;
}
