import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** «Неге бұл нөмір?»: beside the number of an application. */
export function WhyLink({ uuid }: { readonly uuid: string }) {
  const { t } = useTranslation('why');
  return (
    <Anchor component={Link} to={`/application/${uuid}/why`} fw={600} size="sm">
      {t('open')}
    </Anchor>
  );
}
