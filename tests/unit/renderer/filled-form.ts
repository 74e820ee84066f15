import { emptyValues, type FormValues } from '../../../renderer/features/application/form-values.ts';

/** 2 March 2026, 09:00 in Almaty. */
export const NOW = Date.UTC(2026, 2, 2, 4);
export const KOKSHETAU = '111000000';

/** A form with nothing wrong: invented people, registered in the district, everything from ГБД ФЛ. */
export function filledForm(): FormValues {
  const values = emptyValues(KOKSHETAU, '3f2b8a52-5f0c-4d1c-8f52-0d7d3d0a1c11');
  return {
    ...values,
    applicant: {
      ...values.applicant,
      iin: '850717300014',
      name: { surname: 'ОЙДАНБАЕВ', name: 'ҮЛГІ', patronymic: 'ӘДЕМІҰЛЫ' },
      birthDate: '17.07.1985',
      source: 'registry',
      registrationDistrict: KOKSHETAU,
      registrationAddress: {
        city: 'Көкшетау қаласы',
        district: '',
        street: 'Абай көшесі',
        house: '12',
        flat: '5',
      },
      phone: '+7 (701) 234-56-78',
      email: ' ulgi@example.kz ',
    },
    children: [
      {
        uuid: '3f2b8a52-5f0c-4d1c-8f52-0d7d3d0a1c11',
        iin: '210815600013',
        name: { surname: 'ОЙДАНБАЕВА', name: 'ҚҰРАЛАЙ', patronymic: '' },
        birthDate: '15.08.2021',
        source: 'registry',
        registrationDistrict: null,
      },
    ],
    settlement: '  Көкшетау ',
    language: 'kk',
    dataCurrent: true,
    algorithmRead: true,
    moves: false,
  };
}
