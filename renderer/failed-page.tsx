import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from './components/failure-notice.tsx';

/** A bug showed itself while a page was drawn: the person is told so, and what was typed is in the draft. */
export function FailedPage(props: { readonly reset: () => void }) {
  const { t } = useTranslation();
  return (
    <FailureNotice failure={{ code: 'internal' }}>
      <Group>
        <Button variant="default" size="sm" onClick={props.reset}>
          {t('action.retry')}
        </Button>
      </Group>
    </FailureNotice>
  );
}
