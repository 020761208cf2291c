/** Grounds of badges on which white passes WCAG AA (Mantine's green and orange do not); quiet is for what needs no eye. */
export const badgeColours = { good: '#247a36', doubtful: '#b93d0b', bad: 'red.9', quiet: 'gray.8' } as const;
