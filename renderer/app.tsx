import { Box, Center, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FailureNotice } from './components/failure-notice.tsx';
import { Loading } from './components/loading.tsx';
import { createQueryClient, useCore, useFreshness } from './link/use-core.ts';
import { i18n, keptLocale } from './locale/i18n.ts';
import { createAppRouter } from './router.tsx';
import { StatusContext, useStanding } from './session.ts';
import { deskTheme, kioskTheme } from './theme.ts';
import { styleNonce } from './trusted-types.ts';

const client = createQueryClient();
const router = createAppRouter();

/** The whole interface. */
export function App() {
  return (
    <QueryClientProvider client={client}>
      <Started />
    </QueryClientProvider>
  );
}

function Started() {
  useFreshness();
  useStanding();
  const status = useCore('desk.status', {});
  const session = useCore('session.current', {});
  const mode = status.data?.mode;
  const locale = status.data?.locale;
  useEffect(() => {
    if (locale !== undefined && keptLocale() === null) void i18n.changeLanguage(locale);
  }, [locale]);
  return (
    <MantineProvider
      theme={mode === 'kiosk' ? kioskTheme : deskTheme}
      forceColorScheme="light"
      getStyleNonce={styleNonce}
    >
      {status.data !== undefined && !session.isPending ? (
        <StatusContext value={status.data}>
          <RouterProvider router={router} />
        </StatusContext>
      ) : status.isError ? (
        <Center mih="100vh" p="xl">
          <Box maw="36rem">
            <FailureNotice failure={status.error.failure} retry={() => void status.refetch()} />
          </Box>
        </Center>
      ) : (
        <Center mih="100vh">
          <Loading />
        </Center>
      )}
    </MantineProvider>
  );
}
