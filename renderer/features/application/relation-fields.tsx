import { Group, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RELATIONS } from '../../../core/domain/application-form.ts';
import { fieldId } from './field.tsx';
import { useForm } from './form-context.tsx';
import { Uploads } from './uploads.tsx';

/** Who the applicant is to the child; others than a parent show a document (domain.md §1.11). */
export function RelationFields() {
  const { t } = useTranslation('application');
  const form = useForm();
  return (
    <>
      <Radio.Group
        id={fieldId('relation')}
        label={t('child.relation')}
        required
        value={form.values.relation}
        onChange={(value) => {
          const relation = RELATIONS.find((each) => each === value);
          if (relation !== undefined) form.change((values) => ({ ...values, relation }));
        }}
      >
        <Group gap="xl" mt="xs">
          {RELATIONS.map((relation) => (
            <Radio key={relation} value={relation} size="md" label={t(`child.relationOf.${relation}`)} />
          ))}
        </Group>
      </Radio.Group>
      {form.values.relation === 'parent' ? null : <Uploads purpose="relation" />}
    </>
  );
}
