import { adult, type DemoPerson, KOKSHETAU, registeredAt } from './person.ts';

/** Grown-ups without children here, each with one thing that the registers know. */
export const unusualPeople: readonly DemoPerson[] = [
  adult({
    key: 'shygarylgan',
    iin: '780505400072',
    surname: 'Шығарылғанова',
    name: 'Қосарлыгүл',
    patronymic: 'Тестқызы',
    excluded: true,
    note: 'ЖСН тізілімнен шығарылған / excluded from the register',
  }),
  adult({
    key: 'qabiletsiz',
    iin: '850909400074',
    surname: 'Шектеулиева',
    name: 'Құқықгүл',
    patronymic: 'Мысалқызы',
    capable: false,
    addresses: [registeredAt(KOKSHETAU, 'СОТ КӨШЕСІ', '8', '19')],
    note: 'әрекетке қабілетсіз / not of legal capacity',
  }),
  adult({
    key: 'habarsyz',
    iin: '860606300072',
    surname: 'Хабарсызов',
    name: 'Ізсізбай',
    patronymic: 'Демоұлы',
    missing: true,
    addresses: [registeredAt(KOKSHETAU, 'ІЗДЕУ КӨШЕСІ', '5')],
    note: 'хабар-ошарсыз / missing',
  }),
  adult({
    key: 'bogde',
    iin: '700303400073',
    surname: 'Бөгдеева',
    name: 'Жанашыргүл',
    patronymic: 'Көршіқызы',
    addresses: [registeredAt(KOKSHETAU, 'КӨРШІ КӨШЕСІ', '17', '3')],
    note: 'бөгде адам / a stranger to every child',
  }),
];
