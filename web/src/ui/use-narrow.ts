import { useMediaQuery } from '@mantine/hooks';

/** A phone held upright: one column, big rows. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false }) ?? false;
}
