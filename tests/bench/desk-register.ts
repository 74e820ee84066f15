import { randomUUID } from 'node:crypto';
import type { ApplicationForm } from '../../core/domain/application-form.ts';
import { checkDigit } from '../../core/domain/iin.ts';
import type { Session } from '../../core/protocol/person.ts';
import type { ApplicationRecord } from '../../core/protocol/record.ts';
import type { Replica } from '../../core/replica/replica.ts';

/** District of the measured desk, and its operator. */
export const DISTRICT = '111000000';
const OPERATOR = '900312400106';

const SURNAMES = [
  'Әбдіқалықов',
  'Сейітқали',
  'Қасымов',
  'Іскаков',
  'Өмірбек',
  'Ғабитов',
  'Тексеров',
  'Демьянов',
];
const NAMES = ['Айсұлтан', 'Нұрасыл', 'Әлинұр', 'Ерасыл', 'Іңкәр', 'Үміт', 'Мирон', 'Демобек'];
const PATRONYMICS = ['Бекұлы', 'Серікұлы', 'Тестұлы', 'Мысалбекұлы'];
const SETTLEMENTS = ['Көкшетау', 'Станционный', 'Красный Яр'];

const pick = (list: readonly string[], index: number) => list[index % list.length] ?? '';

function iin(head: string, serial: number): string {
  for (let next = serial; ; next += 3000) {
    const eleven = `${head}${String(next % 10_000).padStart(4, '0')}`;
    const last = checkDigit(eleven);
    if (last !== null) return `${eleven}${last}`;
  }
}

/** The form of the `n`-th plainly invented family. */
export function formNumber(n: number): ApplicationForm {
  const day = String(1 + (n % 28)).padStart(2, '0');
  const month = String(1 + (Math.floor(n / 28) % 12)).padStart(2, '0');
  const year = 2020 + (Math.floor(n / 336) % 6);
  const serial = Math.floor(n / 2016);
  const surname = pick(SURNAMES, n);
  const address = { city: 'Көкшетау', district: '', street: 'Абай көшесі', house: String(n), flat: '' };
  return {
    applicant: {
      iin: iin(`85${month}${day}4`, n % 10_000),
      name: { surname, name: pick(NAMES, n + 3), patronymic: pick(PATRONYMICS, n) },
      birthDate: `1985-${month}-${day}`,
      source: 'registry',
      registrationAddress: address,
      registrationDistrict: DISTRICT,
      residenceAddress: address,
      phone: '+77010000001',
      email: 'parent@example.kz',
      additionalPhone: null,
      additionalEmail: null,
    },
    relation: 'parent',
    children: [
      {
        uuid: randomUUID(),
        iin: iin(`${year - 2000}${month}${day}5`, serial),
        name: { surname, name: pick(NAMES, Math.floor(n / 8)), patronymic: pick(PATRONYMICS, n + 1) },
        birthDate: `${year}-${month}-${day}`,
        source: 'registry',
        registrationDistrict: DISTRICT,
      },
    ],
    twins: false,
    nonResident: false,
    district: DISTRICT,
    settlement: pick(SETTLEMENTS, n),
    groupKind: 'general',
    language: 'kk',
    benefit: null,
    attachments: [],
    dataCurrent: true,
    algorithmRead: true,
    moves: null,
  };
}

function recordNumber(n: number): ApplicationRecord {
  const form = formNumber(n);
  const [child] = form.children;
  if (child === undefined) throw new Error('a form without a child');
  const filedAt = new Date(Date.UTC(2026, 0, 5, 4) + n * 600_000).toISOString();
  return {
    uuid: child.uuid,
    id: n + 1,
    number: `ОДО.2026.${String(n + 1).padStart(6, '0')}`,
    district: DISTRICT,
    kind: 'general',
    groupYear: Number(child.birthDate.slice(0, 4)),
    childIndex: 0,
    form,
    status: 'queued',
    queueClass: n % 12 === 0 ? 'E' : n % 5 === 0 ? 'P' : 'G',
    benefitClaim: 'none',
    papersClaim: 'none',
    filedAt,
    queueNumberAtFiling: n + 1,
    provisional: null,
    enteredBy: OPERATOR,
    signedBy: {
      iin: form.applicant.iin,
      name: 'ДЕМО',
      algorithm: 'GOST 34.10-2015-512',
      serialNumber: '1f',
      issuer: 'DEMO CA',
      at: filedAt,
    },
    parents: [],
    expiries: 0,
    chooseBy: null,
    stopListUntil: null,
    confirmInterestBy: '2027-03-02T19:00:00.000Z',
    referral: null,
    relationUnproved: false,
    corrected: null,
    category: null,
    signer: 'applicant',
    consent: null,
    report: null,
    contacts: null,
    claim: null,
  };
}

/** Fills a replica as a full pull would; gives the UUIDs. */
export function fillReplica(replica: Replica, rows: number): readonly string[] {
  const uuids: string[] = [];
  replica.database.transaction(() => {
    for (let n = 0; n < rows; n += 1) {
      const record = recordNumber(n);
      uuids.push(record.uuid);
      replica.applications.putRecord(record, n + 1);
      replica.rows.putHistory(
        String(n + 1),
        {
          id: n + 1,
          application: record.uuid,
          at: record.filedAt,
          event: 'filed',
          actor: { iin: OPERATOR, name: 'Демо', role: 'operator' },
          desk: 'K01',
          facts: {},
        },
        n + 1,
      );
    }
  })();
  return uuids;
}

/** Pairs a replica with a server that is not there, signs an operator in, and stocks challenges: a desk off line. */
export function staffReplica(replica: Replica, challenges: number): void {
  replica.device.setPairing({
    serverId: randomUUID(),
    deskId: randomUUID(),
    deskCode: 'K01',
    district: DISTRICT,
    mode: 'desk',
    slipKey: '',
  });
  const day = 24 * 3_600_000;
  const session: Session = {
    id: randomUUID(),
    iin: OPERATOR,
    name: 'ДЕМО ОПЕРАТОР',
    email: null,
    phone: null,
    grants: [{ role: 'operator', district: DISTRICT, kindergarten: null }],
    means: 'eds',
    mayFile: true,
    startedAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + day).toISOString(),
    locked: false,
    offline: false,
  };
  replica.sessions.enter({ token: 'measured', session }, Date.now());
  replica.challenges.add(
    Array.from({ length: challenges }, () => ({
      challenge: randomUUID(),
      expiresAt: new Date(Date.now() + day).toISOString(),
    })),
  );
}
