/** What a screen says by itself when no answer came, or one it cannot read. The same words as in errors.ts, which is not loaded for that. */
export const faults = {
  'bad-request': {
    hi: 'जानकारी अधूरी या ग़लत है। बताए गए ख़ाने ठीक करके फिर भेजें।',
    en: 'Some of the information is missing or wrong. Correct the fields named and send again.',
  },
  internal: {
    hi: 'हमारी ओर से गड़बड़ी हुई। फिर कोशिश करें; बार-बार हो तो यह क्रमांक तकनीशियन को दें।',
    en: 'Something went wrong on our side. Try again; if it repeats, give the technician this reference.',
  },
  unavailable: {
    hi: 'सेवा अभी तैयार नहीं है। थोड़ी देर में फिर कोशिश करें; लिखा हुआ सुरक्षित है।',
    en: 'The service is not ready just now. Try again shortly; what you typed is kept.',
  },
} as const;
