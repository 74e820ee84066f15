/**
 * What the simulators know of a demo person. Every name is plainly invented (Сынақов «of the test», Үлгібаев «of the
 * sample»…); the IINs are synthetic with valid check digits (domain.md §3), so they may coincide with real ones: never
 * pair them with a real-looking name.
 */

/** A place by KATO with both names, as ГБД ФЛ gives its directory values. */
export interface DemoPlace {
  readonly code: string;
  readonly nameRu: string;
  readonly nameKz: string;
}

/** A registration (прописка). `district` is the district or city of the region (KATO), `city` the settlement. */
export interface DemoAddress {
  readonly kind: 'permanent' | 'temporary';
  readonly region: DemoPlace;
  readonly district: DemoPlace;
  readonly city: string;
  readonly street: string;
  readonly building: string;
  readonly corpus: string;
  readonly flat: string;
  /** First day, `YYYY-MM-DD`. */
  readonly beginDate: string;
  /** Last day of a temporary registration; null for a permanent one. */
  readonly endDate: string | null;
  /** Registration code of the address (РКА). */
  readonly arCode: string;
}

/** A record of birth; the parents' IINs are what the relation to the child is checked against (domain.md §1.11). */
export interface DemoBirthRecord {
  readonly number: string;
  readonly beginDate: string;
  readonly issueOrganisation: string;
  readonly motherIin: string | null;
  readonly fatherIin: string | null;
}

/** An organisation in whose name a person holds a key. */
export interface DemoOrganisation {
  readonly bin: string;
  readonly name: string;
  readonly post: 'first-head' | 'signing-right' | 'employee';
}

/** One demo person; dates are `YYYY-MM-DD`, the phone is E.164. */
export interface DemoPerson {
  /** Stable short name for tests and for the control page. */
  readonly key: string;
  readonly iin: string;
  readonly surname: string;
  readonly name: string;
  /** Empty where there is none. */
  readonly patronymic: string;
  readonly birthDate: string;
  readonly sex: 'male' | 'female';
  readonly citizenship: DemoPlace;
  readonly nationality: DemoPlace;
  readonly birthPlace: string;
  readonly deathDate: string | null;
  /** False: ГБД ФЛ answers that there is no such person. */
  readonly inRegistry: boolean;
  /** The IIN was excluded from the register (a double), or the record removed. */
  readonly excluded: boolean;
  readonly capable: boolean;
  readonly missing: boolean;
  readonly addresses: readonly DemoAddress[];
  readonly birthRecord: DemoBirthRecord | null;
  readonly phone: string | null;
  /** Whether БМГ knows the pair of phone and IIN. */
  readonly phoneLinked: boolean;
  readonly email: string | null;
  readonly organisation: DemoOrganisation | null;
  /** What is special about the person, for the control page (not part of the product). */
  readonly note: string;
}

export const KAZAKHSTAN: DemoPlace = { code: '398', nameRu: 'КАЗАХСТАН', nameKz: 'ҚАЗАҚСТАН' };
export const DEMOLAND: DemoPlace = { code: '417', nameRu: 'КЫРГЫЗСТАН', nameKz: 'ҚЫРҒЫЗСТАН' };
const KAZAKH: DemoPlace = { code: '005', nameRu: 'КАЗАХ', nameKz: 'ҚАЗАҚ' };

export const AQMOLA: DemoPlace = {
  code: '110000000',
  nameRu: 'АКМОЛИНСКАЯ ОБЛАСТЬ',
  nameKz: 'АҚМОЛА ОБЛЫСЫ',
};
export const KOKSHETAU: DemoPlace = { code: '111000000', nameRu: 'КОКШЕТАУ', nameKz: 'КӨКШЕТАУ' };
export const QOSSHY: DemoPlace = { code: '111600000', nameRu: 'КОСШЫ', nameKz: 'ҚОСШЫ' };
export const ZERENDI: DemoPlace = {
  code: '115600000',
  nameRu: 'ЗЕРЕНДИНСКИЙ РАЙОН',
  nameKz: 'ЗЕРЕНДІ АУДАНЫ',
};

const SETTLEMENT: ReadonlyMap<string, string> = new Map([
  [KOKSHETAU.code, 'КӨКШЕТАУ ҚАЛАСЫ'],
  [QOSSHY.code, 'ҚОСШЫ ҚАЛАСЫ'],
  [ZERENDI.code, 'ЗЕРЕНДІ АУЫЛЫ'],
]);

/** A permanent registration since `beginDate`. */
export function registeredAt(
  district: DemoPlace,
  street: string,
  building: string,
  flat = '',
  beginDate = '2019-04-15',
): DemoAddress {
  return {
    kind: 'permanent',
    region: AQMOLA,
    district,
    city: SETTLEMENT.get(district.code) ?? district.nameKz,
    street,
    building,
    corpus: '',
    flat,
    beginDate,
    endDate: null,
    arCode: `9${district.code.slice(0, 6)}${building.padStart(4, '0')}${flat.padStart(5, '0')}`.slice(0, 16),
  };
}

/** A temporary registration from `beginDate` to the end of `endDate`. */
export function temporarilyAt(
  district: DemoPlace,
  street: string,
  building: string,
  flat: string,
  beginDate: string,
  endDate: string,
): DemoAddress {
  return {
    ...registeredAt(district, street, building, flat, beginDate),
    kind: 'temporary',
    endDate,
  };
}

const CENTURY: ReadonlyMap<string, string> = new Map([
  ['1', '18'],
  ['2', '18'],
  ['3', '19'],
  ['4', '19'],
  ['5', '20'],
  ['6', '20'],
]);

/** The date of birth that an IIN carries; a seventh digit outside 1–6 (foreigners) gives none. */
function birthDateOf(iin: string): string | null {
  const century = CENTURY.get(iin.charAt(6));
  return century === undefined ? null : `${century}${iin.slice(0, 2)}-${iin.slice(2, 4)}-${iin.slice(4, 6)}`;
}

type Known = Pick<DemoPerson, 'key' | 'iin' | 'surname' | 'name'> & Partial<DemoPerson>;

function complete(known: Known): DemoPerson {
  const birthDate = known.birthDate ?? birthDateOf(known.iin);
  if (birthDate === null) {
    throw new Error(`Demo person ${known.key} needs a date of birth: its IIN carries none`);
  }
  return {
    patronymic: '',
    sex: '135'.includes(known.iin.charAt(6)) ? 'male' : 'female',
    citizenship: KAZAKHSTAN,
    nationality: KAZAKH,
    birthPlace: 'КӨКШЕТАУ',
    deathDate: null,
    inRegistry: true,
    excluded: false,
    capable: true,
    missing: false,
    addresses: [],
    birthRecord: null,
    phone: null,
    phoneLinked: false,
    email: null,
    organisation: null,
    note: '',
    ...known,
    birthDate,
  };
}

let phones = 0;

/** A grown-up with a phone that БМГ links to the IIN, unless said otherwise. */
export function adult(known: Known): DemoPerson {
  phones += 1;
  return complete({
    phone: `+7700000${String(phones).padStart(4, '0')}`,
    phoneLinked: true,
    email: `${known.key}@demo.kezek.example`,
    ...known,
  });
}

/** A child with a record of birth that names the parents. */
export function child(
  known: Known,
  parents: { readonly mother: DemoPerson | null; readonly father: DemoPerson | null },
): DemoPerson {
  const made = complete(known);
  return {
    ...made,
    birthRecord: {
      number: `ДЕМО-${made.iin.slice(-6)}`,
      beginDate: made.birthDate,
      issueOrganisation: 'КӨКШЕТАУ ҚАЛАСЫ АХАЖ БӨЛІМІ (ДЕМО)',
      motherIin: parents.mother?.iin ?? null,
      fatherIin: parents.father?.iin ?? null,
    },
  };
}
