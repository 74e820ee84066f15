import { Anchor, Box, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LINKS, type LinkName } from '../links.ts';

/**
 * One page: its title takes the focus when it opens, so that a screen reader begins there and the keyboard goes on from it.
 * @param back where «Артқа» leads; absent where there is nowhere
 */
export function Page(props: {
  readonly title: string;
  readonly lead?: string;
  readonly back?: LinkName;
  /** Instead of it a link in words of its own, as «Өтінішке оралу». */
  readonly backTo?: { readonly to: string; readonly text: string };
  readonly aside?: ReactNode;
  /** Greatest width in rem. */
  readonly width?: number;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const title = props.title;
  const back = props.back === undefined ? props.backTo : { to: LINKS[props.back], text: t('action.back') };
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return (
    <Box maw={`${props.width ?? 64}rem`} mx="auto" w="100%">
      <Stack gap="lg">
        {back === undefined ? null : (
          <Anchor component={Link} to={back.to} fw={600} w="fit-content">
            <Group gap={6} wrap="nowrap">
              <IconArrowLeft size={18} aria-hidden />
              {back.text}
            </Group>
          </Anchor>
        )}
        <Group justify="space-between" align="end" gap="md">
          <Box flex={1} miw="min(24rem, 100%)">
            <Title order={1} ref={heading} tabIndex={-1}>
              {props.title}
            </Title>
            {props.lead === undefined ? null : (
              <Text c="var(--kezek-ink-soft)" size="lg" mt={6}>
                {props.lead}
              </Text>
            )}
          </Box>
          {props.aside}
        </Group>
        {props.children}
      </Stack>
    </Box>
  );
}
