import {
  Accordion,
  Alert,
  Badge,
  Button,
  Checkbox,
  createTheme,
  Input,
  type MantineColorsTuple,
  Modal,
  mergeThemeOverrides,
  Paper,
  Select,
  Stepper,
  TextInput,
  Title,
} from '@mantine/core';

/** The sky of the flag, darkened until white text on shade 7 has a contrast of 5.6 : 1 (WCAG AA). */
const sky: MantineColorsTuple = [
  '#e4f4f8',
  '#cbe8ef',
  '#9cd3e1',
  '#6abcd1',
  '#3da5be',
  '#1b90ab',
  '#007f9b',
  '#00708a',
  '#005f75',
  '#004a5c',
];

/** Greys with a breath of the sky; from shade 4 on visible as an edge (3 : 1), from shade 6 on readable (5 : 1). */
const gray: MantineColorsTuple = [
  '#f6f9fa',
  '#ecf2f4',
  '#dfe8eb',
  '#c6d3d8',
  '#7f97a0',
  '#6d868f',
  '#56707a',
  '#4a636c',
  '#2f4b55',
  '#12303a',
];

/** The look of the desk. */
export const deskTheme = createTheme({
  primaryColor: 'sky',
  primaryShade: 7,
  colors: { sky, gray },
  black: '#12303a',
  fontFamily: '"Noto Sans", sans-serif',
  headings: {
    fontFamily: '"Noto Sans", sans-serif',
    fontWeight: '700',
    sizes: {
      h1: { fontSize: '1.875rem', lineHeight: '1.25' },
      h2: { fontSize: '1.375rem', lineHeight: '1.3' },
      h3: { fontSize: '1.125rem', lineHeight: '1.35' },
    },
  },
  defaultRadius: 'md',
  radius: { md: '0.625rem', lg: '1rem' },
  cursorType: 'pointer',
  focusRing: 'never',
  respectReducedMotion: true,
  components: {
    Alert: Alert.extend({
      defaultProps: { radius: 'md' },
      styles: {
        title: { fontSize: '1rem', color: 'var(--note-color, var(--alert-color))' },
        icon: { color: 'var(--note-color, var(--alert-color))' },
        message: { fontSize: '1rem' },
      },
    }),
    Accordion: Accordion.extend({
      styles: {
        item: { border: '1px solid var(--kezek-line)', background: '#fff' },
        label: { fontWeight: 700, fontSize: '1.0625rem' },
        panel: { paddingTop: '0.25rem' },
      },
    }),
    // At 200 % a long word takes a second line rather than dots.
    Badge: Badge.extend({
      defaultProps: { tt: 'none', fw: 600, size: 'lg' },
      styles: {
        root: { height: 'auto', minHeight: 'var(--badge-height)', overflow: 'visible' },
        label: { whiteSpace: 'normal', overflow: 'visible', lineHeight: 1.3 },
      },
    }),
    Button: Button.extend({ defaultProps: { size: 'md' }, styles: { label: { whiteSpace: 'normal' } } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'md' } }),
    Input: Input.extend({ defaultProps: { size: 'md' } }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { size: 'md', inputWrapperOrder: ['label', 'description', 'input', 'error'] },
      styles: {
        label: { fontWeight: 600, marginBottom: '0.25rem' },
        error: { fontSize: '0.9375rem', lineHeight: 1.4, color: 'var(--kezek-danger)' },
        description: { fontSize: '0.9rem', lineHeight: 1.4, color: 'var(--kezek-ink-soft)' },
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: 'lg',
        padding: 'xl',
        // A dialog's head is not the banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
      styles: { title: { fontSize: '1.25rem', fontWeight: 700 } },
    }),
    Paper: Paper.extend({ defaultProps: { radius: 'lg' } }),
    Select: Select.extend({ defaultProps: { size: 'md', allowDeselect: false, withAlignedLabels: true } }),
    Stepper: Stepper.extend({
      styles: {
        stepDescription: { fontSize: '0.9375rem', color: 'var(--kezek-ink-soft)' },
        stepLabel: { fontWeight: 700 },
      },
    }),
    Title: Title.extend({ defaultProps: { textWrap: 'balance' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'md' } }),
  },
});

/** The same at the kiosk: everything larger, for a finger and for eyes at arm's length. */
export const kioskTheme = mergeThemeOverrides(deskTheme, { scale: 1.25 });
