import { createTheme } from '@mantine/core';

/** Shade 8 of indigo on white and white on it both pass WCAG AA; white on shade 7 does too, and 7 is seen on dark. */
export const theme = createTheme({
  fontFamily: "'Noto Sans Devanagari Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Noto Sans Devanagari Variable', system-ui, sans-serif" },
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 7 },
  defaultRadius: 'sm',
  autoContrast: true,
  respectReducedMotion: true,
});
