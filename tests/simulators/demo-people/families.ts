import { adult, child, type DemoPerson, KOKSHETAU, QOSSHY, registeredAt } from './person.ts';

/** A household: parents (or a guardian) and children, the eldest first. */
export interface DemoFamily {
  readonly key: string;
  readonly mother: DemoPerson | null;
  readonly father: DemoPerson | null;
  readonly guardian: DemoPerson | null;
  readonly children: readonly DemoPerson[];
  /** What the family is there to show. */
  readonly note: string;
}

/** The family of the examples of design.md: a girl of 2021, a boy of 2022 and a child born on 29 February. */
function synaqov(): DemoFamily {
  const addresses = [registeredAt(KOKSHETAU, 'АБАЙ КӨШЕСІ', '10', '25')];
  const mother = adult({
    key: 'synaqova-mother',
    iin: '900312445675',
    surname: 'Сынақова',
    name: 'Үлгігүл',
    patronymic: 'Демоқызы',
    addresses,
  });
  const father = adult({
    key: 'synaqov-father',
    iin: '850717300014',
    surname: 'Сынақов',
    name: 'Мысалбек',
    patronymic: 'Тестұлы',
    addresses,
  });
  const parents = { mother, father };
  const children = [
    child(
      {
        key: 'synaqova-2021',
        iin: '210815600013',
        surname: 'Сынақова',
        name: 'Үкігүл',
        patronymic: 'Мысалбекқызы',
        addresses,
      },
      parents,
    ),
    child(
      {
        key: 'synaqov-2022',
        iin: '220105501235',
        surname: 'Сынақов',
        name: 'Демобек',
        patronymic: 'Мысалбекұлы',
        addresses,
      },
      parents,
    ),
    child(
      {
        key: 'synaqov-2024',
        iin: '240229500017',
        surname: 'Сынақов',
        name: 'Кібісебай',
        patronymic: 'Мысалбекұлы',
        addresses,
      },
      parents,
    ),
  ];
  return { key: 'synaqov', mother, father, guardian: null, children, note: 'қарапайым отбасы / ordinary' };
}

/** Twins, a boy and a girl of 2022. */
function ulgibaev(): DemoFamily {
  const addresses = [registeredAt(KOKSHETAU, 'ҮЛГІЛІ ЫҚШАМ АУДАНЫ', '7', '143')];
  const mother = adult({
    key: 'ulgibaeva-mother',
    iin: '910630400071',
    surname: 'Үлгібаева',
    name: 'Нұсқа',
    patronymic: 'Қиялқызы',
    addresses,
  });
  const father = adult({
    key: 'ulgibaev-father',
    iin: '870707300073',
    surname: 'Үлгібаев',
    name: 'Жобабай',
    patronymic: 'Сынақұлы',
    addresses,
  });
  const parents = { mother, father };
  const children = [
    child(
      {
        key: 'ulgibaev-twin-one',
        iin: '220707500071',
        surname: 'Үлгібаев',
        name: 'Егізбек',
        patronymic: 'Жобабайұлы',
        addresses,
      },
      parents,
    ),
    child(
      {
        key: 'ulgibaeva-twin-two',
        iin: '220707600078',
        surname: 'Үлгібаева',
        name: 'Егізгүл',
        patronymic: 'Жобабайқызы',
        addresses,
      },
      parents,
    ),
  ];
  return { key: 'ulgibaev', mother, father, guardian: null, children, note: 'егіздер 2022 / twins' };
}

/** Twins, two boys of 2023, and an elder sister. */
function qiyalov(): DemoFamily {
  const addresses = [registeredAt(KOKSHETAU, 'ҚИЯЛ КӨШЕСІ', '3', '8')];
  const mother = adult({
    key: 'qiyalova-mother',
    iin: '900315400077',
    surname: 'Қиялова',
    name: 'Ертегі',
    patronymic: 'Аңызқызы',
    addresses,
  });
  const father = adult({
    key: 'qiyalov-father',
    iin: '881111300078',
    surname: 'Қиялов',
    name: 'Ойдан',
    patronymic: 'Шығарұлы',
    addresses,
    phoneLinked: false,
    note: 'телефоны БМГ-да тіркелмеген / phone not linked',
  });
  const parents = { mother, father };
  const children = [
    child(
      {
        key: 'qiyalova-2020',
        iin: '200101600070',
        surname: 'Қиялова',
        name: 'Аңызгүл',
        patronymic: 'Ойданқызы',
        addresses,
      },
      parents,
    ),
    child(
      {
        key: 'qiyalov-twin-one',
        iin: '231010500077',
        surname: 'Қиялов',
        name: 'Үлкенбай',
        patronymic: 'Ойданұлы',
        addresses,
      },
      parents,
    ),
    child(
      {
        key: 'qiyalov-twin-two',
        iin: '231010500087',
        surname: 'Қиялов',
        name: 'Кішібай',
        patronymic: 'Ойданұлы',
        addresses,
      },
      parents,
    ),
  ];
  return { key: 'qiyalov', mother, father, guardian: null, children, note: 'егіздер 2023 / twins' };
}

/** Five minor children: the benefit P4; the eldest are over age for the queue. */
function kopbalaev(): DemoFamily {
  const addresses = [registeredAt(KOKSHETAU, 'КӨПБАЛАЛЫ КӨШЕСІ', '5')];
  const mother = adult({
    key: 'kopbalaeva-mother',
    iin: '880101400077',
    surname: 'Көпбалаева',
    name: 'Берекегүл',
    patronymic: 'Молқызы',
    addresses,
  });
  const father = adult({
    key: 'kopbalaev-father',
    iin: '841212300070',
    surname: 'Көпбалаев',
    name: 'Ырысбек',
    patronymic: 'Молұлы',
    addresses,
  });
  const parents = { mother, father };
  const of = (key: string, iin: string, surname: string, name: string, patronymic: string) =>
    child({ key, iin, surname, name, patronymic, addresses }, parents);
  const children = [
    of('kopbalaev-2012', '120202500075', 'Көпбалаев', 'Біріншібай', 'Ырысбекұлы'),
    of('kopbalaeva-2015', '150303600076', 'Көпбалаева', 'Екіншігүл', 'Ырысбекқызы'),
    of('kopbalaev-2018', '180808500070', 'Көпбалаев', 'Үшіншібай', 'Ырысбекұлы'),
    of('kopbalaeva-2021', '210404600079', 'Көпбалаева', 'Төртіншігүл', 'Ырысбекқызы'),
    of('kopbalaev-2024', '240909500073', 'Көпбалаев', 'Бесіншібай', 'Ырысбекұлы'),
  ];
  return {
    key: 'kopbalaev',
    mother,
    father,
    guardian: null,
    children,
    note: 'көпбалалы отбасы / large family',
  };
}

/** A family registered in Қосшы. */
function jobalov(): DemoFamily {
  const addresses = [registeredAt(QOSSHY, 'РЕСПУБЛИКА КӨШЕСІ', '14', '60')];
  const mother = adult({
    key: 'jobalova-mother',
    iin: '920701400079',
    surname: 'Жобалова',
    name: 'Һәмгүл',
    patronymic: 'Сызбақызы',
    addresses,
  });
  const father = adult({
    key: 'jobalov-father',
    iin: '900420300071',
    surname: 'Жобалов',
    name: 'Сызбабай',
    patronymic: 'Кестеұлы',
    addresses,
  });
  const parents = { mother, father };
  const children = [
    child(
      {
        key: 'jobalova-2023',
        iin: '231130600016',
        surname: 'Жобалова',
        name: 'Қағазгүл',
        patronymic: 'Сызбабайқызы',
        addresses,
      },
      parents,
    ),
    child(
      {
        key: 'jobalova-2025',
        iin: '250601645671',
        surname: 'Жобалова',
        name: 'Қаламгүл',
        patronymic: 'Сызбабайқызы',
        addresses,
      },
      parents,
    ),
  ];
  return { key: 'jobalov', mother, father, guardian: null, children, note: 'Қосшыда тіркелген / in Қосшы' };
}

/** The families with nothing unusual about their papers. */
export const ordinaryFamilies: readonly DemoFamily[] = [
  synaqov(),
  ulgibaev(),
  qiyalov(),
  kopbalaev(),
  jobalov(),
];
