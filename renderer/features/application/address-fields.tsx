import { SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Address } from '../../../core/domain/application-form.ts';

const PARTS = ['city', 'district', 'street', 'house', 'flat'] as const;
/** As many characters as `AddressSchema` takes. */
const LONGEST = { city: 200, district: 200, street: 200, house: 30, flat: 30 } as const;

/** An address in the parts of seed 000: city, district, street, house, flat. */
export function AddressFields(props: {
  readonly idPrefix: string;
  readonly value: Address;
  readonly onChange: (address: Address) => void;
  readonly onBlur: () => void;
}) {
  const { t } = useTranslation('application');
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="md">
      {PARTS.map((part) => (
        <TextInput
          key={part}
          id={part === 'city' ? props.idPrefix : `${props.idPrefix}-${part}`}
          label={t(`address.${part}`)}
          maxLength={LONGEST[part]}
          value={props.value[part]}
          onBlur={props.onBlur}
          onChange={(event) => props.onChange({ ...props.value, [part]: event.currentTarget.value })}
        />
      ))}
    </SimpleGrid>
  );
}
