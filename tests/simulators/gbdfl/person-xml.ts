import type { DemoAddress, DemoPerson, DemoPlace } from '../demo-people.ts';
import { escapeHtml } from '../page.ts';

const LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    А: 'A',
    Ә: 'A',
    Б: 'B',
    В: 'V',
    Г: 'G',
    Ғ: 'G',
    Д: 'D',
    Е: 'YE',
    Ё: 'YO',
    Ж: 'ZH',
    З: 'Z',
    И: 'I',
    Й: 'I',
    К: 'K',
    Қ: 'K',
    Л: 'L',
    М: 'M',
    Н: 'N',
    Ң: 'N',
    О: 'O',
    Ө: 'O',
    П: 'P',
    Р: 'R',
    С: 'S',
    Т: 'T',
    У: 'U',
    Ұ: 'U',
    Ү: 'U',
    Ф: 'F',
    Х: 'KH',
    Һ: 'H',
    Ц: 'TS',
    Ч: 'CH',
    Ш: 'SH',
    Щ: 'SHCH',
    Ъ: '',
    Ы: 'Y',
    І: 'I',
    Ь: '',
    Э: 'E',
    Ю: 'YU',
    Я: 'YA',
  }),
);

function latin(text: string): string {
  return [...text.toUpperCase()].map((letter) => LATIN.get(letter) ?? letter).join('');
}

/** An element with text; an empty value gives no element. */
function field(name: string, value: string | null | undefined): string {
  return value === null || value === undefined || value === ''
    ? ''
    : `<${name}>${escapeHtml(value)}</${name}>`;
}

function group(name: string, ...content: readonly string[]): string {
  return `<${name}>${content.join('')}</${name}>`;
}

/** A directory value: `code`, `nameRu`, `nameKz`. */
export function directory(name: string, { code, nameRu, nameKz }: DemoPlace): string {
  return group(name, field('code', code), field('nameRu', nameRu), field('nameKz', nameKz));
}

const of = (code: string, nameRu: string, nameKz: string): DemoPlace => ({ code, nameRu, nameKz });
const MALE = of('1', 'МУЖСКОЙ', 'ЕР');
const FEMALE = of('2', 'ЖЕНСКИЙ', 'ӘЙЕЛ');
const ALIVE = of('0', 'Нормальный', 'Қалыпты');
const DEAD = of('1', 'Умерший', 'Қайтыс болған');
const PERMANENT = of('1', 'ПОСТОЯННАЯ РЕГИСТРАЦИЯ', 'ТҰРАҚТЫ ТІРКЕЛГЕН');
const TEMPORARY = of('2', 'ВРЕМЕННАЯ РЕГИСТРАЦИЯ', 'УАҚЫТША ТІРКЕЛГЕН');
const REPUBLIC = of('398', 'КАЗАХСТАН', 'ҚАЗАҚСТАН');
const INCAPABLE = of('2', 'Недееспособный', 'Әрекетке қабілетсіз');
const CAPABLE = of('1', 'Дееспособный', 'Әрекетке қабілетті');
const DOUBLE = of('3', 'Дублирование ИИН', 'ЖСН қайталануы');
const ID_CARD = of('002', 'УДОСТОВЕРЕНИЕ РК', 'ҚР ЖЕКЕ КУӘЛІГІ');
const MINISTRY = of('002', 'МИНИСТЕРСТВО ВНУТРЕННИХ ДЕЛ РК', 'ҚР ІШКІ ІСТЕР МИНИСТРЛІГІ');
const VALID = of('00', 'ДОКУМЕНТ ДЕЙСТВИТЕЛЕН', 'ҚҰЖАТ ЖАРАМДЫ');

/**
 * An address; in ГБД ФЛ `district` is the region of the republic (область) and `region` the district or city in it,
 * whose `code` here is its KATO code.
 */
function address(name: string, known: DemoAddress): string {
  return group(
    name,
    directory('type', known.kind === 'permanent' ? PERMANENT : TEMPORARY),
    directory('country', REPUBLIC),
    directory('district', known.region),
    directory('region', known.district),
    field('city', known.city),
    field('street', known.street),
    field('building', known.building),
    field('corpus', known.corpus),
    field('flat', known.flat),
    field('beginDate', known.beginDate),
    field('endDate', known.endDate),
    field('arCode', known.arCode),
  );
}

function birthCertificate({ birthRecord }: DemoPerson): string {
  return birthRecord === null
    ? ''
    : group(
        'birthCertificate',
        field('number', birthRecord.number),
        field('beginDate', birthRecord.beginDate),
        field('issueOrganisation', birthRecord.issueOrganisation),
        field('motherIin', birthRecord.motherIin),
        field('fatherIin', birthRecord.fatherIin),
      );
}

function deathCertificate({ deathDate, iin }: DemoPerson): string {
  return deathDate === null
    ? ''
    : group(
        'deathCertificate',
        field('number', `ДЕМО-Ө-${iin.slice(-6)}`),
        field('beginDate', deathDate),
        field('issueOrganisation', 'КӨКШЕТАУ ҚАЛАСЫ АХАЖ БӨЛІМІ (ДЕМО)'),
      );
}

function documents(person: DemoPerson): string {
  if (person.birthRecord !== null) {
    return group('documents');
  }
  return group(
    'documents',
    group(
      'document',
      directory('type', ID_CARD),
      field('number', `0${person.iin.slice(0, 4)}${person.iin.slice(-4)}`),
      field('beginDate', '2020-02-03'),
      field('endDate', '2030-02-02'),
      directory('issueOrganization', MINISTRY),
      directory('status', VALID),
      field('surname', person.surname.toUpperCase()),
      field('name', person.name.toUpperCase()),
      field('patronymic', person.patronymic.toUpperCase()),
      field('birthDate', person.birthDate),
    ),
  );
}

/** The `person` element of ГБД ФЛ (domain.md §8), names in capitals as the register keeps them. */
export function personXml(person: DemoPerson): string {
  const permanent = person.addresses.find(({ kind }) => kind === 'permanent');
  return group(
    'person',
    field('iin', person.iin),
    field('surname', person.surname.toUpperCase()),
    field('name', person.name.toUpperCase()),
    field('patronymic', person.patronymic.toUpperCase()),
    field('engFirstName', latin(person.name)),
    field('engSurname', latin(person.surname)),
    field('birthDate', person.birthDate),
    field('deathDate', person.deathDate),
    directory('gender', person.sex === 'male' ? MALE : FEMALE),
    directory('nationality', person.nationality),
    directory('citizenship', person.citizenship),
    directory('lifeStatus', person.deathDate === null ? ALIVE : DEAD),
    birthCertificate(person),
    deathCertificate(person),
    group('birthPlace', directory('country', person.citizenship), field('city', person.birthPlace)),
    permanent === undefined ? '' : address('regAddress', permanent),
    group('personCapableStatus', directory('capableStatus', person.capable ? CAPABLE : INCAPABLE)),
    group(
      'missingStatus',
      field('missing', String(person.missing)),
      person.missing ? field('missingDate', '2024-09-01') : '',
    ),
    person.excluded
      ? group('excludeStatus', directory('excludeReason', DOUBLE), field('excludeDate', '2022-05-05'))
      : '',
    documents(person),
    group('addresses', ...person.addresses.map((known) => address('address', known))),
    field('removed', String(person.excluded)),
  );
}
