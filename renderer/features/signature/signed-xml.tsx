import { Button, Group, Text, Title } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconDownload } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStatus } from '../../session.ts';
import { saveFile } from '../document/file-download.ts';
import classes from './signature.module.css';

/** The XML exactly as it was signed: to be looked at, and (not at a kiosk, where nothing is left behind) to be taken away. */
export function SignedXml(props: { readonly xml: string | null; readonly fileName: string }) {
  const { t } = useTranslation('signature');
  const id = useId();
  const kiosk = useStatus().mode === 'kiosk';
  const [shown, setShown] = useState(false);
  const { xml, fileName } = props;
  return (
    <section>
      <Title order={3}>{t('xml')}</Title>
      <Text c="var(--kezek-ink-soft)" mb="sm">
        {xml === null ? t('xmlMissing') : t('xmlHint')}
      </Text>
      {xml === null ? null : (
        <>
          <Group gap="sm">
            <Button
              variant="light"
              aria-expanded={shown}
              aria-controls={id}
              leftSection={
                shown ? <IconChevronUp size={20} aria-hidden /> : <IconChevronDown size={20} aria-hidden />
              }
              onClick={() => setShown(!shown)}
            >
              {t(shown ? 'hide' : 'show')}
            </Button>
            {kiosk ? null : (
              <Button
                variant="light"
                leftSection={<IconDownload size={20} aria-hidden />}
                onClick={() =>
                  saveFile({ fileName, type: 'application/xml', bytes: new TextEncoder().encode(xml) })
                }
              >
                {t('download')}
              </Button>
            )}
          </Group>
          <div id={id}>
            {shown ? (
              <section className={classes.xml} aria-label={t('xml')}>
                {xml}
              </section>
            ) : null}
          </div>
        </>
      )}
    </section>
  );
}
