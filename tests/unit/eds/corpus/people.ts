/** The people and authorities of the corpus. */
import { AUTHORITY, type Holder, type Workshop } from './maker.ts';

/** One file to verify, as `kezek verify --batch` takes it, and what it has to say. */
export type Case = {
  readonly id: string;
  readonly file: string;
  readonly kind: 'xml' | 'cms' | 'cms-detached';
  readonly dataFile?: string;
  readonly trust: readonly string[];
  readonly crl?: readonly string[];
  readonly at: string;
  readonly purpose?: string;
  readonly iin?: string;
  /** `valid` or the reason. */
  readonly expected: string;
};

export const AT = '2026-06-01T12:00:00+05:00';

export type Family = {
  readonly root: Holder;
  readonly authority: Holder;
  /** An authority with the same name and another key, of nobody trusted. */
  readonly impostor: Holder;
  readonly adam: Holder;
  readonly eva: Holder;
  readonly revoked: Holder;
  readonly ended: Holder;
  readonly later: Holder;
  readonly signInOnly: Holder;
  readonly byImpostor: Holder;
  readonly byLeaf: Holder;
  readonly weakKey: Holder;
  readonly sha1: Holder;
  readonly tooDeep: Holder;
  readonly limited: Holder;
  readonly trust: readonly string[];
  readonly good: string;
  readonly stale: string;
  readonly forged: string;
  readonly foreign: string;
};

/** Makes them all. */
export function openFamily(workshop: Workshop): Family {
  const root = workshop.root('root', 'НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ', { to: '20350101000000Z' });
  const name = '/CN=ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) 2022/C=KZ';
  const below = { subject: name, extensions: AUTHORITY, to: '20320101000000Z' };
  const authority = workshop.certify('authority', root, below);
  const otherRoot = workshop.root('other-root', 'НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ');
  const impostor = workshop.certify('impostor', otherRoot, below);
  const adam = workshop.certify('adam', authority);
  const { key } = adam;
  const ofAdam = (as: string, options: Parameters<Workshop['certify']>[2], by = authority) =>
    workshop.certify(as, by, { key, ...options });
  const limited = workshop.certify('limited', root, {
    subject: '/CN=ШЕКТЕУЛІ КО/C=KZ',
    extensions: ['basicConstraints=critical,CA:TRUE,pathlen:0', ...AUTHORITY.slice(1)],
  });
  const belowLimited = workshop.certify('below-limited', limited, {
    subject: '/CN=ТӨМЕНГІ КО/C=KZ',
    extensions: AUTHORITY,
  });
  const revoked = ofAdam('revoked', {});
  workshop.revoke(authority, revoked);
  const crl = (file: string, by: Holder, to = '20261201000000Z') =>
    workshop.list(file, by, '20260501000000Z', to);
  const impostorsList = crl('impostor.crl', impostor);
  return {
    root,
    authority,
    impostor,
    adam,
    eva: workshop.certify('eva', authority, {
      subject: '/CN=СЫНАҚОВА ЕВА/SN=СЫНАҚОВА/serialNumber=IIN900101450010/C=KZ/GN=ДЕМОҚЫЗЫ',
    }),
    revoked,
    ended: ofAdam('ended', { to: '20260531000000Z' }),
    later: ofAdam('later', { from: '20260701000000Z' }),
    signInOnly: ofAdam('sign-in-only', {
      extensions: ['keyUsage=critical,digitalSignature,keyEncipherment', 'extendedKeyUsage=clientAuth'],
    }),
    byImpostor: ofAdam('by-impostor', {}, impostor),
    byLeaf: ofAdam('by-leaf', {}, adam),
    weakKey: workshop.certify('weak-key', authority, { bits: 1024 }),
    sha1: ofAdam('sha1', { digest: 'sha1' }),
    tooDeep: ofAdam('too-deep', {}, belowLimited),
    limited: belowLimited,
    trust: [root.certificate, authority.certificate, limited.certificate],
    good: crl('good.crl', authority),
    stale: crl('stale.crl', authority, '20260515000000Z'),
    forged: impostorsList,
    foreign: crl('foreign.crl', otherRoot),
  };
}
