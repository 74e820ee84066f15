import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
} from '@tanstack/react-router';
import { DeskFrame } from './desk/desk-frame.tsx';
import { CabinetPage } from './features/cabinet/cabinet-page.tsx';
import { StartPage } from './features/start/start-page.tsx';
import { LINKS } from './links.ts';
import { MissingPage } from './missing-page.tsx';

const root = createRootRoute({ component: Root, notFoundComponent: MissingPage });

function Root() {
  return (
    <DeskFrame>
      <Outlet />
    </DeskFrame>
  );
}

const start = createRoute({ getParentRoute: () => root, path: LINKS.start, component: StartPage });
const cabinet = createRoute({ getParentRoute: () => root, path: LINKS.cabinet, component: CabinetPage });

const routeTree = root.addChildren([start, cabinet]);

/** The addresses are in the hash: the same in the window (`app://`) and in a browser at the loopback address. */
export function createAppRouter() {
  return createRouter({ routeTree, history: createHashHistory(), defaultPreload: false });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
