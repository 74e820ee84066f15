import type { TFunction } from 'i18next';
import type { Address } from '../core/domain/application-form.ts';

/** An address in one line: `Көкшетау қаласы, Абай көшесі, 12-үй, 5-пәтер`. */
export function addressLine(address: Address, t: TFunction<'application'>): string {
  const { city, district, street, house, flat } = address;
  return [
    district,
    city,
    street,
    house === '' ? '' : t('address.houseShort', { house }),
    flat === '' ? '' : t('address.flatShort', { flat }),
  ]
    .filter((part) => part !== '')
    .join(', ');
}
