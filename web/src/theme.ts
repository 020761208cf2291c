import { createTheme } from '@mantine/core';

/** Shade 8 of indigo on white and white on it both pass WCAG AA; shade 6 does on dark. */
export const theme = createTheme({
  fontFamily: "'Noto Sans Devanagari Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Noto Sans Devanagari Variable', system-ui, sans-serif" },
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 6 },
  defaultRadius: 'sm',
  autoContrast: true,
  respectReducedMotion: true,
});
