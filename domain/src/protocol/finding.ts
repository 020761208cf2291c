/** What check-protocol or the parser has to say about one place of a protocol. An error keeps it from being published. */
export type Finding = {
  readonly severity: 'error' | 'warning' | 'note';
  readonly code: string;
  /** Path in the protocol, such as `triage.rules.S1` or `questionnaire.spo2.enableWhen`. */
  readonly where: string;
  readonly message: string;
};
