/**
 * Every error a person or a program can meet, in one place: HTTP status, whether trying again can help, and what to tell the person in
 * both languages (what is wrong; what to do next). A code is never renamed or reused. docs/errors.md lists them and a test compares.
 */
export const errors = {
  'bad-request': e(
    400,
    false,
    'जानकारी अधूरी या ग़लत है। बताए गए ख़ाने ठीक करके फिर भेजें।',
    'Some of the information is missing or wrong. Correct the fields named and send again.',
  ),
  'not-signed-in': e(
    401,
    false,
    'आप साइन इन नहीं हैं। कृपया फिर साइन इन करें; लिखा हुआ सुरक्षित है।',
    'You are not signed in. Sign in again; what you typed is kept.',
  ),
  'wrong-login': e(
    401,
    false,
    'नाम या पासवर्ड ग़लत है। दोबारा लिखें या प्रशासक से नया पासवर्ड लें।',
    'The name or password is wrong. Type them again or ask the administrator for a new password.',
  ),
  'password-must-change': e(403, false, 'पहले अपना पासवर्ड बदलें।', 'Change your password first.'),
  'too-many-tries': e(
    429,
    true,
    'बहुत बार ग़लत कोशिश हुई। कुछ मिनट रुककर फिर कोशिश करें।',
    'Too many wrong tries. Wait a few minutes and try again.',
  ),
  'not-allowed': e(
    403,
    false,
    'आपकी भूमिका को इसकी अनुमति नहीं है। ज़रूरत हो तो सुपरवाइज़र से कहें।',
    'Your role may not do this. Ask a supervisor if it is needed.',
  ),
  'not-found': e(
    404,
    false,
    'यह नहीं मिला, या आपके क्षेत्र में नहीं है। सूची से फिर चुनें।',
    'This was not found, or is not in your area. Choose again from the list.',
  ),
  'too-large': e(413, false, 'फ़ाइल बहुत बड़ी है। इसे भागों में बाँटकर भेजें।', 'The file is too large. Split it and send the parts.'),
  conflict: e(
    409,
    true,
    'इसी बीच किसी और ने इसे बदल दिया। पन्ना ताज़ा करके फिर देखें।',
    'Somebody else changed this meanwhile. Refresh and look again.',
  ),
  internal: e(
    500,
    true,
    'हमारी ओर से गड़बड़ी हुई। फिर कोशिश करें; बार-बार हो तो यह क्रमांक तकनीशियन को दें।',
    'Something went wrong on our side. Try again; if it repeats, give the technician this reference.',
  ),
  unavailable: e(
    503,
    true,
    'सेवा अभी तैयार नहीं है। थोड़ी देर में फिर कोशिश करें; लिखा हुआ सुरक्षित है।',
    'The service is not ready just now. Try again shortly; what you typed is kept.',
  ),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errors;
export type ErrorEntry = {
  readonly status: number;
  readonly retryable: boolean;
  readonly message: { readonly hi: string; readonly en: string };
};

function e(status: number, retryable: boolean, hi: string, en: string): ErrorEntry {
  return { status, retryable, message: { hi, en } };
}
