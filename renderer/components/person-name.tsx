import { Text } from '@mantine/core';
import { fullName, type PersonName as Name } from '../../core/domain/application-form.ts';

/** A person's name in one line: Т.А.Ә. / ФИО (domain.md §11.8). */
export function PersonName({ name }: { readonly name: Name }) {
  return (
    <Text span inherit>
      {fullName(name)}
    </Text>
  );
}
