import type { DemoFamily } from './families.ts';
import {
  adult,
  child,
  DEMOLAND,
  type DemoPerson,
  KOKSHETAU,
  QOSSHY,
  registeredAt,
  temporarilyAt,
  ZERENDI,
} from './person.ts';

const DEAD = { deathDate: '2023-03-01', phone: null, phoneLinked: false, email: null } as const;

/** An orphan: both parents dead, the grandmother is the guardian. */
function jetimov(): DemoFamily {
  const addresses = [registeredAt(KOKSHETAU, 'ӘЖЕ КӨШЕСІ', '9', '2')];
  const guardian = adult({
    key: 'qamqorova-guardian',
    iin: '550404400076',
    surname: 'Қамқорова',
    name: 'Әжегүл',
    patronymic: 'Үлгіқызы',
    addresses,
    note: 'қамқоршы (әжесі) / guardian',
  });
  const mother = adult({
    key: 'jetimova-mother',
    iin: '911231400075',
    surname: 'Жетімова',
    name: 'Марқұмгүл',
    patronymic: 'Демоқызы',
    ...DEAD,
    note: 'қайтыс болған / deceased',
  });
  const father = adult({
    key: 'jetimov-father',
    iin: '890303300070',
    surname: 'Жетімов',
    name: 'Марқұмбай',
    patronymic: 'Тестұлы',
    ...DEAD,
    note: 'қайтыс болған / deceased',
  });
  const orphan = child(
    {
      key: 'jetimov-2022',
      iin: '220520500075',
      surname: 'Жетімов',
      name: 'Үмітбек',
      patronymic: 'Марқұмбайұлы',
      addresses,
      note: 'жетім бала / orphan',
    },
    { mother, father },
  );
  return {
    key: 'jetimov',
    mother,
    father,
    guardian,
    children: [orphan],
    note: 'жетім және қамқоршы / orphan',
  };
}

/** One parent and one child; what is unusual is in the address, the papers or the registers. */
function pair(key: string, parent: DemoPerson, born: Parameters<typeof child>[0], note: string): DemoFamily {
  const mother = parent.sex === 'female' ? parent : null;
  const father = parent.sex === 'male' ? parent : null;
  return { key, mother, father, guardian: null, children: [child(born, { mother, father })], note };
}

function tirkeusizov(): DemoFamily {
  const note = 'тіркеусіз, прописка жоқ / not registered';
  const mother = adult({
    key: 'tirkeusizova-mother',
    iin: '940509400079',
    surname: 'Тіркеусізова',
    name: 'Мекенсізгүл',
    note,
  });
  return pair(
    'tirkeusizov',
    mother,
    { key: 'tirkeusizov-2023', iin: '230401500081', surname: 'Тіркеусізов', name: 'Қоныссызбай', note },
    note,
  );
}

function auylov(): DemoFamily {
  const note = 'басқа ауданда тіркелген (Зеренді) / registered in another district';
  const addresses = [registeredAt(ZERENDI, 'АУЫЛ КӨШЕСІ', '31')];
  const father = adult({
    key: 'auylov-father',
    iin: '920707300075',
    surname: 'Ауылов',
    name: 'Зерендібай',
    patronymic: 'Көлұлы',
    addresses,
    note,
  });
  return pair(
    'auylov',
    father,
    {
      key: 'auylova-2022',
      iin: '220621600070',
      surname: 'Ауылова',
      name: 'Көлгүл',
      patronymic: 'Зерендібайқызы',
      addresses,
      note,
    },
    note,
  );
}

function uaqytov(): DemoFamily {
  const note = 'уақытша тіркелген / temporary registration in Көкшетау';
  const addresses = [
    registeredAt(QOSSHY, 'ТҰРАҚТЫ КӨШЕСІ', '2', '5'),
    temporarilyAt(KOKSHETAU, 'УАҚЫТША КӨШЕСІ', '6', '77', '2026-01-10', '2027-12-31'),
  ];
  const mother = adult({
    key: 'uaqytova-mother',
    iin: '930808400072',
    surname: 'Уақытова',
    name: 'Келгенгүл',
    patronymic: 'Жолқызы',
    addresses,
    note,
  });
  return pair(
    'uaqytov',
    mother,
    {
      key: 'uaqytov-2023',
      iin: '230303500077',
      surname: 'Уақытов',
      name: 'Жолбек',
      patronymic: 'Демоұлы',
      addresses,
      note,
    },
    note,
  );
}

function sheteldikov(): DemoFamily {
  const note = 'шетел азаматы (ЖСН-нің 7-саны 0) / foreigner';
  const addresses = [registeredAt(KOKSHETAU, 'ШЕТЕЛ КӨШЕСІ', '1', '1')];
  const mother = adult({
    key: 'sheteldikova-mother',
    iin: '940202000074',
    surname: 'Шетелдікова',
    name: 'Қонақгүл',
    birthDate: '1994-02-02',
    sex: 'female',
    citizenship: DEMOLAND,
    birthPlace: 'БІШКЕК',
    addresses,
    note,
  });
  return pair(
    'sheteldikov',
    mother,
    {
      key: 'sheteldikov-2024',
      iin: '240222500079',
      surname: 'Шетелдіков',
      name: 'Қонақбек',
      citizenship: DEMOLAND,
      addresses,
      note: 'бейрезидент / non-resident',
    },
    note,
  );
}

function jalgyzov(): DemoFamily {
  const note = 'телефоны БМГ-да тіркелмеген / phone not linked';
  const addresses = [registeredAt(KOKSHETAU, 'ЖАЛҒЫЗ КӨШЕСІ', '13', '31')];
  const mother = adult({
    key: 'jalgyzova-mother',
    iin: '990304400073',
    surname: 'Жалғызова',
    name: 'Байланыссызгүл',
    patronymic: 'Үнсізқызы',
    addresses,
    phoneLinked: false,
    note,
  });
  return pair(
    'jalgyzov',
    mother,
    {
      key: 'jalgyzova-2025',
      iin: '250505600075',
      surname: 'Жалғызова',
      name: 'Үнгүл',
      addresses,
      note: '',
    },
    note,
  );
}

function erekshev(): DemoFamily {
  const note = 'ерекше қажеттілігі бар бала / special needs (P5)';
  const addresses = [registeredAt(KOKSHETAU, 'ЕРЕКШЕ КӨШЕСІ', '21', '4')];
  const mother = adult({
    key: 'ereksheva-mother',
    iin: '960505400070',
    surname: 'Ерекшева',
    name: 'Төзімгүл',
    patronymic: 'Сабырқызы',
    addresses,
    note,
  });
  return pair(
    'erekshev',
    mother,
    {
      key: 'erekshev-2021',
      iin: '211031500078',
      surname: 'Ерекшев',
      name: 'Батылбек',
      patronymic: 'Демоұлы',
      addresses,
      note,
    },
    note,
  );
}

/** The mother is not in ГБД ФЛ at all, nor is the child: everything is entered by hand. */
function belgisizov(): DemoFamily {
  const note = 'ЖТ МДБ-да жоқ / not found in ГБД ФЛ';
  const mother = adult({
    key: 'belgisizova-mother',
    iin: '980101400078',
    surname: 'Белгісізова',
    name: 'Табылмасгүл',
    patronymic: 'Жоққызы',
    inRegistry: false,
    note,
  });
  return pair(
    'belgisizov',
    mother,
    {
      key: 'belgisizova-2022',
      iin: '220114600074',
      surname: 'Белгісізова',
      name: 'Жасырынгүл',
      inRegistry: false,
      note,
    },
    note,
  );
}

/** The families that show what can be unusual. */
export const unusualFamilies: readonly DemoFamily[] = [
  jetimov(),
  tirkeusizov(),
  auylov(),
  uaqytov(),
  sheteldikov(),
  jalgyzov(),
  erekshev(),
  belgisizov(),
];
