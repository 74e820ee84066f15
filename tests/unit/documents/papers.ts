import {
  type AnnulmentContext,
  annulmentFacts,
  type Eds,
  type ExtensionContext,
  extensionFacts,
  type FreeGroup,
  type InterestContext,
  type IssuedReferral,
  interestFacts,
  type KindergartenFacts,
  type Paper,
  type ReceiptGiven,
  type ReferralContext,
  type RefusalContext,
  type ReturnContext,
  receiptFacts,
  referralFacts,
  refusalFacts,
  removalFacts,
  returnFacts,
  type TurnContext,
  turnFacts,
} from '../../../core/documents/index.ts';
import { fullName } from '../../../core/domain/application-form.ts';
import { maskIin } from '../../../core/domain/name.ts';
import { POLICIES } from '../../../core/domain/policy.ts';
import { hashFacts, signSlip } from '../../../core/ledger/slip.ts';
import type { ApplicationRecord, DocumentKind, DocumentRecord } from '../../../core/protocol/record.ts';
import { keys, record } from './sample.ts';

/** Every further paper of domain.md §7, of plainly invented people and kindergartens. */

const policy = POLICIES.classic;
const district = { kk: 'Көкшетау қаласы', ru: 'г. Кокшетау' };

export const kindergarten: KindergartenFacts = {
  name: { kk: '«Балдәурен» № 7 балабақшасы', ru: 'Ясли-сад № 7 «Балдаурен»' },
  kind: 'nursery-kindergarten',
  bin: '940140000385',
  address: 'Көкшетау қаласы, Абай көшесі, 120',
  phone: '+77162000000',
  director: 'ДЕМОБАЕВА ҮМІТ СЫНАҚҚЫЗЫ',
  group: { name: 'Күншуақ', birthYear: 2022, kind: 'general', language: 'kk' },
};

export const parentEds: Eds = {
  name: 'ҮЛГІБАЕВ СЫНАҚБЕК ДЕМОҰЛЫ',
  role: 'applicant',
  at: '2026-03-06T05:10:11.000Z',
  algorithm: 'ГОСТ 34.10-2015 (512)',
  serialNumber: '56d1a0f3c2b4e6980712345678abcdef90123456',
  issuer: 'ДЕМО КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST)',
};

export const headEds: Eds = {
  ...parentEds,
  name: 'БАСШЫБАЕВ ДЕМОБЕК СЫНАҚҰЛЫ',
  role: 'head',
  serialNumber: '11d1a0f3c2b4e6980712345678abcdef90123411',
};

/** The application once its benefit is confirmed. */
export const application: ApplicationRecord = {
  ...record,
  queueClass: 'P',
  benefitClaim: 'confirmed',
  expiries: 1,
};

const referral = {
  number: 'Ж.2026.000045',
  kind: 'turn',
  issuedAt: '2026-03-06T05:10:12.345Z',
  validUntil: '2026-03-16',
} as const;
const applicant = { name: 'ҮЛГІБАЕВ СЫНАҚБЕК ДЕМОҰЛЫ', role: 'applicant' } as const;

type Contexts = {
  readonly referral: ReferralContext;
  readonly refusal: RefusalContext;
  readonly 'turn-notice': TurnContext;
  readonly annulment: AnnulmentContext;
  readonly 'interest-confirmation': InterestContext;
  readonly 'referral-extension': ExtensionContext;
  readonly 'referral-return': ReturnContext;
  readonly receipt: ReceiptGiven;
};

export const contexts: Contexts = {
  referral: {
    district,
    referral: { ...referral, extended: false },
    kindergarten,
    returnUntil: '2026-03-07T05:10:12.345Z',
    extendUntil: '2026-04-05',
    queueNumber: 12,
    from: null,
    benefit: { kk: 'көпбалалы отбасылардың балалары', ru: 'дети из многодетных семей' },
    chosenBy: applicant,
    choice: parentEds,
    eds: headEds,
    policy,
  },
  refusal: {
    district,
    number: 'ОДО.2026.000123-БТ-1',
    refusedAt: '2026-03-10T09:00:00.000Z',
    ground: {
      code: 'RJ1',
      ground: 'RJ1',
      name: {
        kk: 'көрсетілетін қызметті алушы ұсынған құжаттардың және (немесе) олардағы деректердің (мәліметтердің) дұрыс еместігінің анықталуы',
        ru: 'установление недостоверности документов, представленных услугополучателем, и (или) данных (сведений), содержащихся в них',
        en: '',
      },
    },
    detail: {
      code: 'unreadable',
      ground: 'RJ1',
      name: { kk: 'құжаттың сканерленген көшірмесі оқылмайды', ru: 'скан-копия документа нечитаема', en: '' },
    },
    rulesPoint: '9',
    facts:
      'Көпбалалы отбасы мәртебесін растайтын анықтаманың сканерленген көшірмесінде мөр де, берілген күні де оқылмайды. / На скан-копии справки о статусе многодетной семьи не читаются печать и дата выдачи.',
    fix: null,
    hearing: {
      on: '2026-03-09',
      result: 'Өтініш беруші түпнұсқаны ұсынбады. / Заявитель оригинал не представил.',
    },
    signer: { name: headEds.name, role: 'head' },
    preparedBy: 'СЫНАҚОВА ДЕМОГҮЛ ҮЛГІҚЫЗЫ',
    eds: headEds,
  },
  'turn-notice': {
    district,
    offeredAt: '2026-03-03T04:00:00.000Z',
    chooseBy: '2026-03-06',
    queueNumber: 12,
    offered: [
      { ...kindergarten, places: 3 },
      {
        name: { kk: '«Ертегі» шағын орталығы', ru: 'Мини-центр «Ертеги»' },
        address: 'Красный Яр ауылы, Мектеп көшесі, 1',
        group: { name: 'Гномики', language: 'ru' },
        places: 1,
      },
    ],
    policy,
  },
  annulment: {
    district,
    referral,
    kindergarten,
    annulledAt: '2026-03-16T19:00:00.000Z',
    stopListUntil: '2026-04-02',
    policy,
  },
  'interest-confirmation': {
    district,
    confirmedAt: '2027-02-10T06:07:08.000Z',
    previousDue: '2027-03-02',
    nextDue: '2028-03-02',
    queueNumber: 9,
    confirmedBy: applicant,
    eds: null,
    policy,
  },
  'referral-extension': {
    district,
    referral: { ...referral, validUntil: '2026-04-03' },
    kindergarten,
    previousUntil: '2026-03-16',
    requestedAt: '2026-03-12T08:30:00.000Z',
    requestedBy: applicant,
    request: parentEds,
    eds: headEds,
    policy,
  },
  'referral-return': {
    district,
    referral,
    kindergarten,
    returnedAt: '2026-03-06T10:20:30.000Z',
    returnUntil: '2026-03-07T05:10:12.345Z',
    returnedBy: applicant,
    eds: parentEds,
    queueNumber: 3,
    operatorName: 'СЫНАҚОВА ДЕМОГҮЛ ҮЛГІҚЫЗЫ',
    policy,
  },
  receipt: {
    number: 'K01-260306-3',
    at: '2026-03-06T06:00:00.000Z',
    district,
    place: { kind: 'kindergarten', name: kindergarten.name },
    application: record.number,
    childName: 'ҮЛГІБАЕВ ӘЛІШЕР СЫНАҚБЕКҰЛЫ',
    applicant: { name: applicant.name, maskedIin: maskIin('850717300014') },
    handed: [
      { name: 'Жолдама / Направление', sheets: 1, form: 'original' },
      { name: 'Баланың туу туралы куәлігі / Свидетельство о рождении', sheets: 1, form: 'copy' },
      { name: '№ 065/у медициналық карта / медицинская карта', sheets: 12, form: 'original' },
    ],
    missing: [],
    receiver: { name: 'ДЕМОБАЕВА ҮМІТ СЫНАҚҚЫЗЫ', role: 'director' },
  },
};

export const removedByExpiry = {
  district,
  removedAt: '2026-06-10T19:00:00.000Z',
  cause: { kind: 'expiry', referral: 'Ж.2026.000099', validUntil: '2026-06-10' },
} as const;

/** A paper with the facts given, signed like the server does. */
export function paperOf(
  kind: DocumentKind,
  issuedAt: string,
  facts: DocumentRecord['facts'],
): DocumentRecord {
  const slip = {
    uuid: record.uuid,
    number: String(facts.number),
    queueNumber: typeof facts.queueNumber === 'number' ? facts.queueNumber : 0,
    filedAt: issuedAt,
    hash: hashFacts(facts),
  };
  return {
    id: '0197f3c2-7a1b-7c3d-8e4f-5a6b7c8d9e0f',
    application: record.uuid,
    kind,
    issuedAt,
    qr: signSlip(slip, keys.privateKey),
    facts,
  };
}

function nameOfChild({ form, childIndex }: ApplicationRecord): string {
  const child = form.children[childIndex];
  if (child === undefined) throw new Error('the sample has a child');
  return fullName(child.name);
}

/** One paper of each kind that belongs to an application, of the application given. */
export function papersOf(of: ApplicationRecord = application): readonly DocumentRecord[] {
  return [
    paperOf('referral', referral.issuedAt, referralFacts(of, contexts.referral)),
    paperOf('refusal', contexts.refusal.refusedAt, refusalFacts(of, contexts.refusal)),
    paperOf('turn-notice', contexts['turn-notice'].offeredAt, turnFacts(of, contexts['turn-notice'])),
    paperOf('annulment', contexts.annulment.annulledAt, annulmentFacts(of, contexts.annulment)),
    paperOf('removal', removedByExpiry.removedAt, removalFacts({ ...of, expiries: 2 }, removedByExpiry)),
    paperOf(
      'interest-confirmation',
      contexts['interest-confirmation'].confirmedAt,
      interestFacts(of, contexts['interest-confirmation']),
    ),
    paperOf(
      'referral-extension',
      contexts['referral-extension'].requestedAt,
      extensionFacts(of, contexts['referral-extension']),
    ),
    paperOf(
      'referral-return',
      contexts['referral-return'].returnedAt,
      returnFacts(of, contexts['referral-return']),
    ),
    paperOf(
      'receipt',
      contexts.receipt.at,
      receiptFacts({
        ...contexts.receipt,
        childName: nameOfChild(of),
        applicant: { name: fullName(of.form.applicant.name), maskedIin: maskIin(of.form.applicant.iin) },
      }),
    ),
  ];
}

/** Identifier, moment and QR code of a paper of nobody's application. */
export const publicPaper: Paper = paperOf('receipt', '2026-03-31T13:00:00.000Z', { number: 'Х-2026-03' });

const CHILDREN = [
  ['ҮЛГІБАЕВ', 'ӘЛІШЕР', 'СЫНАҚБЕКҰЛЫ'],
  ['СЫНАҚОВА', 'ІҢКӘР', ''],
  ['ПРИМЕРОВА', 'ВЫМЫСЛА', 'ДЕМОВНА'],
] as const;

/** As many issued referrals of March 2026 as asked for. */
export function issued(count: number): readonly IssuedReferral[] {
  return Array.from({ length: count }, (_, index) => {
    const [surname, name, patronymic] = CHILDREN[index % 3] ?? CHILDREN[0];
    return {
      number: `Ж.2026.${String(index + 1).padStart(6, '0')}`,
      issuedAt: new Date(Date.UTC(2026, 2, 2, 5) + index * 3_600_000).toISOString(),
      kind: (['turn', 'turn', 'free-choice', 'transfer'] as const)[index % 4] ?? 'turn',
      application: `ОДО.2025.${String(7 * index + 11).padStart(6, '0')}`,
      filedAt: new Date(Date.UTC(2025, 1, 2, 5) + index * 9_600_000).toISOString(),
      groupYear: 2021 + (index % 3),
      queueClass: (['E', 'P', 'G'] as const)[index % 3] ?? 'G',
      kindergarten: kindergarten.name,
      group: 'Күншуақ',
      state:
        (['in-force', 'arrived', 'returned', 'expired', 'extended', 'refused'] as const)[index % 6] ??
        'arrived',
      child: { surname, name, patronymic },
    };
  });
}

/** Groups of two settlements. */
export const free: readonly FreeGroup[] = Array.from({ length: 14 }, (_, index) => ({
  settlement: index % 3 === 0 ? 'Красный Яр' : 'Көкшетау',
  kindergarten: {
    kk: `«Балдәурен» № ${index + 1} балабақшасы`,
    ru: `Детский сад № ${index + 1} «Балдаурен»`,
  },
  address: `Абай көшесі, ${index + 1}`,
  phone: index % 4 === 0 ? null : '+77162000000',
  group: ['Күншуақ', 'Ақбота', 'Гномики'][index % 3] ?? '',
  birthYear: 2021 + (index % 4),
  kind: index === 5 ? 'special' : 'general',
  language: (['kk', 'ru', 'mixed'] as const)[index % 3] ?? 'kk',
  offered: index % 2,
  open: index === 3 ? 0 : index % 5,
}));
