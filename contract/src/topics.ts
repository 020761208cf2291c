/**
 * What live hints are about. A hint says that something of a topic changed, never what is true now: a screen that shows the topic asks
 * again, and one that missed ten hints is right after one fetch.
 */
export const topics = ['desk', 'calls', 'people', 'needs', 'escalations', 'lists', 'reports', 'accounts', 'programmes'] as const;
export type Topic = (typeof topics)[number];

/** What a successful request of an endpoint changes, by the endpoint's name. An endpoint that is not named changes nothing. */
export const changedBy: Readonly<Record<string, readonly Topic[]>> = {
  signIn: [],
  createUser: ['accounts'],
  disableUser: ['accounts'],
  enableUser: ['accounts'],
  setRoles: ['accounts'],
  setAreas: ['accounts'],
  resetPassword: ['accounts'],
  changePassword: ['accounts'],
  revokeSession: ['accounts'],
  claimNext: ['desk'],
  releaseClaim: ['desk'],
  skipHousehold: ['desk'],
  prepareDay: ['desk'],
  placeCall: ['calls'],
  recordDisposition: ['calls', 'desk', 'people', 'needs', 'escalations'],
  submitAnswers: ['calls', 'desk', 'people', 'needs', 'escalations'],
  closeEpisode: ['people', 'desk'],
  enrolKnownPerson: ['people', 'desk'],
  enrolPerson: ['people', 'desk', 'lists'],
  optOut: ['people', 'desk'],
  pauseEpisode: ['people', 'desk'],
  resumeEpisode: ['people', 'desk'],
  tellDeath: ['people', 'desk'],
  changeNumber: ['people'],
  acknowledgeEscalation: ['escalations'],
  handBackEscalation: ['escalations'],
  resolveEscalation: ['escalations'],
  moveNeed: ['needs'],
  startImport: ['lists', 'people', 'desk'],
  saveMapping: ['lists'],
  keepApart: ['lists'],
  mergePeople: ['lists', 'people', 'desk'],
  closeDay: ['reports'],
};

/** What a reading endpoint shows, by its name: asked again when a hint names one of these. */
export const shownBy: Readonly<Record<string, readonly Topic[]>> = {
  readMe: ['accounts'],
  listSessions: ['accounts'],
  listUsers: ['accounts'],
  listWorklist: ['desk'],
  whyNotCalled: ['desk', 'people'],
  readPersonCard: ['people', 'needs', 'escalations'],
  searchPeople: ['people'],
  listNeeds: ['needs'],
  listEscalations: ['escalations'],
  listImports: ['lists'],
  readImport: ['lists'],
  readImportReport: ['lists'],
  readHygiene: ['lists'],
  readMapping: ['lists'],
  listMergeProposals: ['lists'],
  readBoard: ['desk', 'calls', 'needs', 'escalations', 'people'],
  readLedger: ['reports'],
  listProgrammes: ['programmes'],
  readProtocol: ['programmes'],
};
