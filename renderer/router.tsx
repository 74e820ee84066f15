import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  useLocation,
} from '@tanstack/react-router';
import { SignedIn } from './components/signed-in.tsx';
import { DeskFrame } from './desk/desk-frame.tsx';
import { FailedPage } from './failed-page.tsx';
import { ApplicantPage } from './features/application/applicant-page.tsx';
import { ChildPage } from './features/application/child-page.tsx';
import { FormProvider } from './features/application/form-provider.tsx';
import { ReviewPage } from './features/application/review-page.tsx';
import { ServicePage } from './features/application/service-page.tsx';
import { CabinetPage } from './features/cabinet/cabinet-page.tsx';
import { CardPage } from './features/journal/card-page.tsx';
import { JournalPage } from './features/journal/journal-page.tsx';
import { KindergartenPage } from './features/kindergarten/kindergarten-page.tsx';
import {
  isKindergartenTab,
  type KindergartenTab,
  KindergartenView,
} from './features/kindergarten/kindergarten-view.tsx';
import { PapersPage } from './features/kindergarten/papers-page.tsx';
import { LockGate } from './features/lock/lock-gate.tsx';
import { MergePage } from './features/merge/merge-page.tsx';
import { PairingPage } from './features/pairing/pairing-page.tsx';
import { PlacePage } from './features/place/place-page.tsx';
import { NeedsEdsPage } from './features/sign-in/needs-eds-page.tsx';
import { SignInPage } from './features/sign-in/sign-in-page.tsx';
import { ArrivalPage } from './features/start/arrival-page.tsx';
import { InstructionsPage } from './features/start/instructions-page.tsx';
import { StartPage } from './features/start/start-page.tsx';
import { WhyPage } from './features/why/why-page.tsx';
import { KioskShell } from './kiosk/kiosk-shell.tsx';
import { isLinkName, LINKS, type LinkName } from './links.ts';
import { MissingPage } from './missing-page.tsx';
import { OFFICE_PAGES } from './office-pages.ts';
import { useNeedsEds, useStatus } from './session.ts';

const root = createRootRoute({ component: Root, notFoundComponent: MissingPage, errorComponent: FailedPage });

/** Desk and kiosk share the pages; each has its own frame. A computer that is not paired can do nothing else first. */
function Root() {
  const { mode, desk, problem } = useStatus();
  // Struck off at the server, this computer is a stranger again, until it is given a new code.
  const struckOff = problem === 'desk-unknown';
  const Frame = mode === 'kiosk' ? KioskShell : DeskFrame;
  return (
    <LockGate>
      <Frame>{desk === null || struckOff ? <PairingPage struckOff={struckOff} /> : <Outlet />}</Frame>
    </LockGate>
  );
}

const start = createRoute({ getParentRoute: () => root, path: LINKS.start, component: StartPage });
const instructions = createRoute({
  getParentRoute: () => root,
  path: LINKS.instructions,
  component: InstructionsPage,
});
const arrival = createRoute({ getParentRoute: () => root, path: LINKS.arrival, component: ArrivalPage });
const signIn = createRoute({
  getParentRoute: () => root,
  path: LINKS.signIn,
  /** `ended`: whoever was signed in lost the session and is told so; `goal`: where the person was going. */
  validateSearch: (search): { ended?: boolean; goal?: LinkName } => ({
    ...(search.ended === true ? { ended: true } : {}),
    ...(isLinkName(search.goal) ? { goal: search.goal } : {}),
  }),
  component: function SignIn() {
    return <SignInPage {...signIn.useSearch()} />;
  },
});
const cabinet = createRoute({
  getParentRoute: () => root,
  path: LINKS.cabinet,
  component: () => (
    <SignedIn>
      <CabinetPage />
    </SignedIn>
  ),
});
const journal = createRoute({
  getParentRoute: () => root,
  path: LINKS.journal,
  component: () => (
    <SignedIn>
      <JournalPage />
    </SignedIn>
  ),
});
const merge = createRoute({
  getParentRoute: () => root,
  path: LINKS.merge,
  component: () => (
    <SignedIn>
      <MergePage />
    </SignedIn>
  ),
});
const card = createRoute({
  getParentRoute: () => root,
  path: '/application/$uuid',
  component: () => (
    <SignedIn>
      <CardPage />
    </SignedIn>
  ),
});

const why = createRoute({
  getParentRoute: () => root,
  path: '/application/$uuid/why',
  component: () => (
    <SignedIn>
      <WhyPage />
    </SignedIn>
  ),
});
const office = OFFICE_PAGES.map(({ link, page: OfficePage }) =>
  createRoute({
    getParentRoute: () => root,
    path: LINKS[link],
    component: () => (
      <SignedIn>
        <OfficePage />
      </SignedIn>
    ),
  }),
);

const place = createRoute({
  getParentRoute: () => root,
  path: '/application/$uuid/place',
  component: () => (
    <SignedIn>
      <PlacePage />
    </SignedIn>
  ),
});

const papers = createRoute({
  getParentRoute: () => root,
  path: LINKS.papers,
  component: () => (
    <SignedIn>
      <PapersPage />
    </SignedIn>
  ),
});
const kindergartens = createRoute({
  getParentRoute: () => root,
  path: LINKS.kindergarten,
  /** `tab`: which part of the kindergarten is wanted. */
  validateSearch: (search): { tab?: KindergartenTab } => ({
    ...(isKindergartenTab(search.tab) ? { tab: search.tab } : {}),
  }),
  component: function Kindergartens() {
    return (
      <SignedIn>
        <KindergartenPage {...kindergartens.useSearch()} />
      </SignedIn>
    );
  },
});
const kindergarten = createRoute({
  getParentRoute: () => root,
  path: '/kindergarten/$id',
  component: function Kindergarten() {
    const { id } = kindergarten.useParams();
    return (
      <SignedIn>
        <KindergartenView key={id} id={id} back="kindergarten" />
      </SignedIn>
    );
  },
});

/** The pages of the form share what is typed. */
const filing = createRoute({ getParentRoute: () => root, id: 'filing', component: Filing });

function Filing() {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const step = STEPS.find((each) => LINKS[each] === path) ?? 'service';
  const needsEds = useNeedsEds();
  return (
    <SignedIn>
      {needsEds ? (
        <NeedsEdsPage />
      ) : (
        <FormProvider step={step}>
          <Outlet />
        </FormProvider>
      )}
    </SignedIn>
  );
}

const STEPS = ['service', 'applicant', 'child', 'review'] as const;
const PAGES = { service: ServicePage, applicant: ApplicantPage, child: ChildPage, review: ReviewPage };
const steps = STEPS.map((step) =>
  createRoute({ getParentRoute: () => filing, path: LINKS[step], component: PAGES[step] }),
);

const routeTree = root.addChildren([
  start,
  instructions,
  arrival,
  signIn,
  cabinet,
  journal,
  merge,
  card,
  why,
  papers,
  kindergartens,
  kindergarten,
  place,
  ...office,
  filing.addChildren(steps),
]);

/** The addresses are in the hash: the same in the window (`app://`) and in a browser at the loopback address. */
export function createAppRouter() {
  return createRouter({ routeTree, history: createHashHistory(), defaultPreload: false });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
