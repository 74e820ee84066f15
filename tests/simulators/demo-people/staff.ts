import type { Role } from '../../../core/domain/status.ts';
import { adult, type DemoPerson, KOKSHETAU, QOSSHY, registeredAt, ZERENDI } from './person.ts';

/** A member of staff: who, in which role, and where the role holds (KATO of the district; null: the whole region). */
export interface DemoStaffMember {
  readonly person: DemoPerson;
  readonly role: Role;
  readonly district: string | null;
  /** Identifier of the kindergarten for its director; null for the others. */
  readonly kindergarten: string | null;
}

/** The BIN of the demo kindergarten whose director holds an organisation's key (domain.md §3, the test BIN). */
export const DEMO_KINDERGARTEN_BIN = '940140000385';
/** The identifier that the seeded demo kindergarten of Көкшетау has. */
export const DEMO_KINDERGARTEN = 'demo-kindergarten-1';

function member(
  person: DemoPerson,
  role: Role,
  district: string | null = KOKSHETAU.code,
  kindergarten: string | null = null,
): DemoStaffMember {
  return { person, role, district, kindergarten };
}

const home = (flat: string) => [registeredAt(KOKSHETAU, 'ДЕМО КӨШЕСІ', '1', flat)];

/** Who works at the demo offices; `npm start` grants these roles. */
export const demoStaff: readonly DemoStaffMember[] = [
  member(
    adult({
      key: 'operator',
      iin: '900312400106',
      surname: 'Сынақова',
      name: 'Демонстрация',
      patronymic: 'Үлгіқызы',
      addresses: home('1'),
      note: 'оператор / operator',
    }),
    'operator',
  ),
  member(
    adult({
      key: 'operator-two',
      iin: '880521400070',
      surname: 'Қосалқова',
      name: 'Мысалгүл',
      patronymic: 'Тестқызы',
      addresses: home('2'),
      note: 'екінші оператор / second operator',
    }),
    'operator',
  ),
  member(
    adult({
      key: 'operator-qosshy',
      iin: '950101400072',
      surname: 'Көрмеова',
      name: 'Нұсқагүл',
      patronymic: 'Демоқызы',
      addresses: [registeredAt(QOSSHY, 'ҮЛГІ КӨШЕСІ', '4', '11')],
      note: 'Қосшы операторы / operator in Қосшы',
    }),
    'operator',
    QOSSHY.code,
  ),
  member(
    adult({
      key: 'moderator',
      iin: '840909300076',
      surname: 'Тексеров',
      name: 'Үлгібек',
      patronymic: 'Сынақұлы',
      addresses: home('3'),
      note: 'жеңілдік модераторы / benefit moderator',
    }),
    'moderator',
  ),
  member(
    adult({
      key: 'head',
      iin: '791115300070',
      surname: 'Басшыев',
      name: 'Мысалбек',
      patronymic: 'Демоұлы',
      addresses: home('4'),
      organisation: {
        bin: '980240000376',
        name: '«Көкшетау қаласының ДЕМО білім бөлімі» ММ (ТЕСТ)',
        post: 'signing-right',
      },
      note: 'бөлім басшысы / head of department',
    }),
    'head',
  ),
  member(
    adult({
      key: 'director',
      iin: '760817300079',
      surname: 'Бүлдіршінов',
      name: 'Тестжан',
      patronymic: 'Үлгіұлы',
      addresses: home('5'),
      organisation: {
        bin: DEMO_KINDERGARTEN_BIN,
        name: '«ДЕМО-Бөбек» балабақшасы МКҚК (ТЕСТ)',
        post: 'first-head',
      },
      note: 'балабақша директоры / kindergarten director',
    }),
    'director',
    KOKSHETAU.code,
    DEMO_KINDERGARTEN,
  ),
  member(
    adult({
      key: 'administrator',
      iin: '931205300070',
      surname: 'Жүйеев',
      name: 'Байқау',
      patronymic: 'Тестұлы',
      addresses: home('6'),
      note: 'әкімші / administrator',
    }),
    'administrator',
    null,
  ),
  member(
    adult({
      key: 'region',
      iin: '820308300075',
      surname: 'Облысов',
      name: 'Көрнекбай',
      patronymic: 'Сынақұлы',
      addresses: home('7'),
      note: 'облыстық басқарма / region',
    }),
    'region',
    null,
  ),
  member(
    adult({
      key: 'auditor',
      iin: '870228400076',
      surname: 'Бақылаушыева',
      name: 'Тәжірибе',
      patronymic: 'Мысалқызы',
      addresses: [registeredAt(ZERENDI, 'СЫНАҚ КӨШЕСІ', '2')],
      note: 'аудитор / auditor',
    }),
    'auditor',
    null,
  ),
];
