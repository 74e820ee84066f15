import { ATTACHMENT_LIMITS, type AttachmentPurpose } from '../../../core/domain/application-form.ts';
import { GroupFault } from './field.tsx';
import { useForm } from './form-context.tsx';
import { toForm } from './to-form.ts';
import { UploadZone } from './upload-zone.tsx';

/**
 * The scans of the form for one purpose.
 * @param title which document exactly, where the purpose alone does not say it
 */
export function Uploads(props: { readonly purpose: AttachmentPurpose; readonly title?: string }) {
  const { purpose } = props;
  const form = useForm();
  const path = `attachments.${purpose}`;
  return (
    <UploadZone
      purpose={purpose}
      {...(props.title === undefined ? {} : { title: props.title })}
      files={form.values.attachments.filter((file) => file.purpose === purpose)}
      room={ATTACHMENT_LIMITS.files - toForm(form.values).attachments.length}
      onAdd={(file) =>
        form.change((values) => ({
          ...values,
          attachments: values.attachments.some(
            (each) => each.sha256 === file.sha256 && each.purpose === purpose,
          )
            ? values.attachments
            : [...values.attachments, file],
        }))
      }
      onRemove={(file) =>
        form.change((values) => ({
          ...values,
          attachments: values.attachments.filter((each) => each !== file),
        }))
      }
      onDone={() => form.touch(path)}
      fault={<GroupFault path={path} />}
    />
  );
}
