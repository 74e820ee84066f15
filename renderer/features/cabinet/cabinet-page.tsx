import { Page } from '../../components/page.tsx';
export function CabinetPage() {
  return <Page title="x">x</Page>;
}
