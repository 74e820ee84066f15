import type { KindergartenChild } from '../../../core/protocol/kindergarten.ts';
import { ReceiptDialog } from './receipt-dialog.tsx';
import { draftOfChild } from './receipt-draft.ts';

/** The receipt of what a child's parents bring to the kindergarten. */
export function ChildReceipt(props: { readonly child: KindergartenChild; readonly onClose: () => void }) {
  return <ReceiptDialog start={() => draftOfChild(props.child)} onClose={props.onClose} />;
}
