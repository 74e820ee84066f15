import { X509Certificate } from 'node:crypto';
import { algorithmOf, type DemoCa, type DemoKeySpec, specsOf, usagesOf } from '../demo-ca/index.ts';
import { type DemoPerson, demoAdults, demoPerson } from '../demo-people.ts';
import type { NcaLayerBehaviour } from './behaviour.ts';

/** What the caller wants of a key: `signerParams` of basics, or the key type of commonUtils. */
export interface KeyFilter {
  /** Every one of them must be among the extended key usages. */
  readonly extKeyUsageOids: readonly string[];
  readonly iin: string;
  readonly bin: string;
  /** Hex, without regard to case. */
  readonly serialNumber: string;
  /** Null: only keys of the current CA; empty: any key; otherwise keys under these certificates (PEM). */
  readonly chain: readonly string[] | null;
}

/** Why a key cannot be chosen in the dialog. */
export type Unsuitable = 'usage' | 'iin' | 'bin' | 'serial' | 'chain' | 'validity';

function chainAllows(ca: DemoCa, spec: DemoKeySpec, chain: KeyFilter['chain']): boolean {
  if (chain !== null && chain.length === 0) {
    return true;
  }
  if (spec.state === 'stranger') {
    return false;
  }
  if (chain === null) {
    return true;
  }
  const { root, issuing } = ca[algorithmOf(spec)];
  const own = [root.certificate, issuing.certificate].map((der) => Buffer.from(der).toString('base64'));
  return chain.some((pem) => own.includes(new X509Certificate(pem).raw.toString('base64')));
}

/** Says why the dialog does not let this key be chosen; null when it does. Throws when `chain` holds no certificates. */
export function unsuitable(
  ca: DemoCa,
  person: DemoPerson,
  spec: DemoKeySpec,
  filter: KeyFilter,
): Unsuitable | null {
  const usages = usagesOf(person, spec);
  if (!filter.extKeyUsageOids.every((oid) => usages.includes(oid))) {
    return 'usage';
  }
  if (filter.iin !== '' && filter.iin !== person.iin) {
    return 'iin';
  }
  if (filter.bin !== '' && (!spec.organisation || filter.bin !== person.organisation?.bin)) {
    return 'bin';
  }
  if (!chainAllows(ca, spec, filter.chain)) {
    return 'chain';
  }
  if (filter.serialNumber !== '') {
    const serial = new X509Certificate(ca.signer(spec).certificate).serialNumber;
    if (serial.replace(/^0+/, '').toLowerCase() !== filter.serialNumber.replace(/^0+/, '').toLowerCase()) {
      return 'serial';
    }
  }
  return spec.state === 'valid' || spec.state === 'revoked' || spec.state === 'stranger' ? null : 'validity';
}

/** The key in the hands of whoever comes to the dialog. */
function atTheDialog({ key, whoComes }: NcaLayerBehaviour, { iin }: KeyFilter): DemoKeySpec {
  const asked = demoAdults.find((person) => person.iin === iin);
  return whoComes === 'chosen' || asked === undefined
    ? key
    : { ...key, person: asked.key, organisation: key.organisation && asked.organisation !== null };
}

/**
 * The key with which the person signs: the chosen one, or another valid key of the same person if the filter excludes
 * it. An odd key (expired, revoked, a stranger's) is used as chosen, but for usage, IIN and BIN, because it is there to
 * test the caller. Null when the person has no suitable key and can only close the dialog.
 */
export function chooseKey(ca: DemoCa, behaviour: NcaLayerBehaviour, filter: KeyFilter): DemoKeySpec | null {
  if (!behaviour.obeysFilter) {
    return behaviour.key;
  }
  const chosen = atTheDialog(behaviour, filter);
  const person = demoPerson(chosen.person);
  const reason = unsuitable(ca, person, chosen, filter);
  if (reason === null) {
    return chosen;
  }
  if (chosen.state !== 'valid' && (reason === 'chain' || reason === 'validity')) {
    return chosen;
  }
  const others = specsOf(person, chosen.state).filter((spec) => spec.organisation === chosen.organisation);
  return others.find((spec) => unsuitable(ca, person, { ...spec, state: 'valid' }, filter) === null) ?? null;
}
