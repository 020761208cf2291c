import { faults } from './faults.ts';

/**
 * Every error a person or a program can meet, in one place: HTTP status, whether trying again can help, and what to tell the person in
 * both languages (what is wrong; what to do next). A code is never renamed or reused. docs/errors.md lists them and a test compares.
 */
export const errors = {
  'bad-request': e(400, false, faults['bad-request'].hi, faults['bad-request'].en),
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
  internal: e(500, true, faults.internal.hi, faults.internal.en),
  unavailable: e(503, true, faults.unavailable.hi, faults.unavailable.en),
  // Accounts and sessions
  'login-taken': e(409, false, 'यह लॉगिन नाम किसी और का है। दूसरा नाम चुनें।', 'Somebody else has this login. Choose another.'),
  'weak-password': e(
    400,
    false,
    'यह पासवर्ड आसानी से पहचाना जा सकता है, या पहले जैसा ही है। कम से कम 10 अक्षरों का, नाम से अलग पासवर्ड चुनें।',
    'This password is easy to guess, or is the old one. Choose another of at least 10 characters that is not the login.',
  ),
  'own-account': e(
    409,
    false,
    'अपने ही खाते के साथ यह नहीं कर सकते। किसी दूसरे प्रशासक से कहें।',
    'This cannot be done to one’s own account. Ask another administrator.',
  ),
  'no-area': e(
    403,
    false,
    'आपके खाते में अभी कोई क्षेत्र नहीं है। प्रशासक से क्षेत्र जोड़ने को कहें।',
    'Your account has no area yet. Ask the administrator to give it one.',
  ),

  // Requests
  'wrong-content-type': e(
    415,
    false,
    'जानकारी इस रूप में नहीं ली जाती। JSON में भेजें, या फ़ाइल हो तो multipart में।',
    'This kind of content is not taken. Send JSON, or multipart where a file is asked for.',
  ),
  'wrong-origin': e(
    403,
    false,
    'यह अनुरोध किसी दूसरी वेबसाइट से आया है, इसलिए रोका गया। क्षेम को उसके अपने पते से खोलें।',
    'This request came from another web site and was stopped. Open Kshem at its own address.',
  ),
  'too-many-requests': e(
    429,
    true,
    'बहुत जल्दी-जल्दी अनुरोध आए। एक मिनट रुककर फिर कोशिश करें।',
    'Too many requests in a short time. Wait a minute and try again.',
  ),

  // Calls ---------------------------------------------------------------------------------------------------------------------
  'nobody-to-call': e(
    409,
    false,
    'इस घर में अभी किसी को फ़ोन नहीं किया जा सकता; उन्हें सही समय पर रख दिया गया है। अगला घर लें।',
    'Nobody of this household may be called just now; they were put back to their time. Take the next one.',
  ),
  'outside-calling-window': e(
    409,
    true,
    'यह फ़ोन करने का समय नहीं है। बताए गए समय के बाद करें।',
    'These are not calling hours. Call after the time given.',
  ),
  'no-usable-number': e(
    409,
    false,
    'कोई चालू नंबर नहीं है; नंबर पता करने का काम दर्ज हुआ। अगला घर लें।',
    'No number works; a task to find one was raised. Take the next household.',
  ),
  'already-being-called': e(
    409,
    true,
    'इस व्यक्ति या नंबर पर अभी एक फ़ोन चल रहा है। पहले उसका परिणाम लिखें या थोड़ी देर में देखें।',
    'A call to this person or number is under way. Write down its outcome first, or look again shortly.',
  ),
  'own-phone-not-connected': e(
    409,
    true,
    'आपका फ़ोन जुड़ा नहीं है। “मेरा फ़ोन जोड़ें” दबाएँ और घंटी आने पर उठाएँ, या अपने हैंडसेट से लगाएँ।',
    'Your own phone is not connected. Press “Connect my phone” and answer when it rings, or call by your handset.',
  ),
  'no-own-number': e(
    409,
    false,
    'आपका फ़ोन नंबर अभी लिखा नहीं है। इसे “मेरा खाता” में लिखें।',
    'Your own phone number is not given yet. Write it in “My account”.',
  ),
  'attempt-closed': e(
    409,
    false,
    'इस फ़ोन का परिणाम पहले ही लिखा जा चुका है। बदलना हो तो सुपरवाइज़र से कहें।',
    'The outcome of this attempt is already written. Ask a supervisor if it must change.',
  ),
  'answers-needed': e(
    409,
    false,
    'यह परिणाम जवाबों के साथ ही दर्ज होता है। जवाब भेजें, या "बात अधूरी रही" चुनें।',
    'This outcome is recorded by sending the answers. Send them, or choose "cut short".',
  ),

  // Reports -------------------------------------------------------------------------------------------------------------------
  'day-already-closed': e(
    409,
    false,
    'यह दिन बंद हो चुका है। सुधार के लिए कारण लिखें; नया संस्करण बनेगा।',
    'This day is closed. To correct it give a reason; a new revision is made.',
  ),
  'day-still-open': e(
    409,
    true,
    'फ़ोन करने का समय अभी बाकी है। समय के बाद बंद करें, या अभी बंद करने का कारण लिखें।',
    'Calling hours are not over. Close it afterwards, or give a reason for closing now.',
  ),
  'day-not-begun': e(400, false, 'यह दिन अभी आया नहीं। तारीख़ जाँचें।', 'This day has not begun. Check the date.'),

  // Worklist ------------------------------------------------------------------------------------------------------------------
  'claim-lost': e(
    409,
    false,
    'यह घर अब आपके पास नहीं है; समय पूरा हो गया या किसी और ने ले लिया। जो सुना वह भेज दें, फिर अगला घर लें।',
    'You no longer hold this household: the time ran out or somebody else has it. Send what you heard, then take the next one.',
  ),
  'claim-not-in-call': e(
    409,
    false,
    'समय केवल फ़ोन चलते हुए बढ़ता है। फ़ोन लगाएँ, या घर छोड़कर अगला लें।',
    'A hold is extended only during a call. Place the call, or give the household back and take the next one.',
  ),
  'skip-budget-used': e(
    409,
    false,
    'आज के छोड़ने के मौक़े पूरे हो गए। इस घर को फ़ोन करें या सुपरवाइज़र से कहें।',
    'You have used all the skips of today. Call this household, or ask a supervisor.',
  ),

  // People and episodes
  'number-unreadable': e(
    400,
    false,
    'यह फ़ोन नंबर अधूरा या ग़लत है। पूरा नंबर देखकर फिर लिखें; नंबर न हो तो ख़ाना ख़ाली छोड़ें।',
    'This is not a whole or possible telephone number. Write it again in full; leave it out where there is none.',
  ),
  'reason-needed': e(400, false, 'नंबर देखने का कारण लिखें।', 'Write why the number is needed.'),
  'may-be-known': e(
    409,
    false,
    'यह व्यक्ति शायद पहले से दर्ज है। मिलते-जुलते लोग देखें; वही हो तो उसी में जोड़ें, नहीं तो "फिर भी दर्ज करें" चुनें।',
    'This person may be on record already. Look at those found: enrol that one, or enrol anyway if it is somebody else.',
  ),
  'already-enrolled': e(
    409,
    false,
    'यह व्यक्ति इस कार्यक्रम में पहले से है। उनका खुला रिकॉर्ड देखें।',
    'This person is followed in this programme already. Open their record.',
  ),
  'programme-not-running': e(
    409,
    false,
    'यह कार्यक्रम आज इस ज़िले में नहीं चल रहा। दूसरा कार्यक्रम चुनें या प्रशासक से कहें।',
    'This programme does not run in this district today. Choose another, or ask the administrator.',
  ),
  'not-called-any-more': e(
    409,
    false,
    'इस व्यक्ति को अब फ़ोन नहीं किया जाता: मृत्यु दर्ज है या फ़ोन न करने को कहा है। सुपरवाइज़र से पूछें।',
    'This person is not called any more: a death, or a wish not to be called, is on record. Ask a supervisor.',
  ),
  'episode-ended': e(
    409,
    false,
    'यह देखरेख पहले ही समाप्त हो चुकी है; पहला परिणाम बना रहेगा।',
    'This episode has ended already; its first outcome stands.',
  ),
  'being-called': e(
    409,
    true,
    'इस घर से अभी फ़ोन पर बात चल रही है। कुछ मिनट बाद फिर करें।',
    'Somebody is on the telephone with this household. Do it again in a few minutes.',
  ),
  'already-decided': e(409, false, 'इस पर फ़ैसला पहले ही हो चुका है। सूची ताज़ा करें।', 'This was decided already. Refresh the list.'),

  // Protocols
  'protocol-not-publishable': e(
    422,
    false,
    'यह प्रोटोकॉल प्रकाशित नहीं हो सकता: या तो चिकित्सा अधिकारी के हस्ताक्षर नहीं हैं, या इसमें ग़लतियाँ हैं। सूची देखकर ठीक करें।',
    'This protocol cannot be published: it is not signed by a medical officer, or has errors. Mend what is listed.',
  ),
  'protocol-published': e(
    409,
    false,
    'इस संस्करण का प्रोटोकॉल पहले ही प्रकाशित है और बदला नहीं जा सकता। बदलाव नए संस्करण के नाम से प्रकाशित करें।',
    'This version is published already and cannot change. Publish the changes under a new version.',
  ),

  // Lists ---------------------------------------------------------------------------------------------------------------------
  'list-unreadable': e(
    422,
    false,
    'यह फ़ाइल सूची के रूप में पढ़ी नहीं जा सकी; कारण और उपाय साथ में लिखे हैं।',
    'This file cannot be read as a list; the reason and what to do are given with this message.',
  ),
  'list-without-headings': e(
    422,
    false,
    'सूची में कॉलमों के शीर्षक नहीं मिले। पहली पंक्तियों में "नाम", "मोबाइल" जैसे शीर्षक लिखकर फिर भेजें।',
    'No column headings were found. Write headings such as "Name" and "Mobile" above the rows and send the list again.',
  ),
  'list-without-names': e(
    422,
    false,
    'पता नहीं चला कि नाम किस कॉलम में हैं। शीर्षक ठीक करें, या बताएँ कि कौन सा कॉलम नाम का है।',
    'It cannot be told which column holds the names. Correct the heading, or say which column it is.',
  ),
  'list-from-the-future': e(
    400,
    false,
    'सूची की तारीख़ आज के बाद की है। तारीख़ ठीक करें।',
    'The date of the list lies in the future. Correct the date.',
  ),
  'list-older': e(
    409,
    false,
    'इस स्रोत की इससे नई सूची पहले ही ली जा चुकी है। नई सूची भेजें; कुछ ही पंक्तियाँ जोड़नी हों तो "आंशिक सूची" चुनें।',
    'A newer list of this source was imported already. Send a newer one; to add a few rows only, mark it as a partial list.',
  ),
  'import-running': e(
    409,
    true,
    'इस स्रोत की एक सूची अभी ली जा रही है। उसके पूरा होने पर फिर भेजें।',
    'A list of this source is being imported. Send this one when that has finished.',
  ),
  'import-not-finished': e(
    409,
    true,
    'यह सूची अभी पूरी नहीं हुई। थोड़ी देर में फिर देखें।',
    'This import has not finished. Look again shortly.',
  ),

  // Needs and escalations -----------------------------------------------------------------------------------------------------
  'move-not-possible': e(
    409,
    false,
    'इस स्थिति में यह नहीं किया जा सकता। सूची ताज़ा करके देखें कि अब क्या किया जा सकता है।',
    'This cannot be done as it stands now. Refresh the list to see what can.',
  ),
  'acknowledge-first': e(
    409,
    false,
    'पहले अपने नाम से स्वीकार करें, फिर निपटारा लिखें।',
    'Acknowledge it in your name first, then write how it was resolved.',
  ),
  'assignee-not-possible': e(
    409,
    false,
    'इस व्यक्ति को यह काम नहीं दिया जा सकता: खाता बंद है, वार्ड उनका नहीं, या वे इस टीम के नहीं। किसी और को चुनें।',
    'This cannot be given to them: the account is closed, the ward is not theirs, or they are not of the unit. Choose somebody else.',
  ),
  'ends-too-early': e(
    409,
    false,
    'नियम के अनुसार फ़ॉलो-अप अभी पूरा नहीं हुआ, या डॉक्टर की पुष्टि बाकी है। फिर भी बंद करना हो तो कारण लिखें।',
    'The rule does not allow this follow-up to end yet, or a doctor has to confirm it. To close it all the same, write why.',
  ),
  'not-paused': e(409, false, 'यह फ़ॉलो-अप रुका हुआ नहीं है। पन्ना ताज़ा करें।', 'This episode is not paused. Refresh the page.'),

  // Second factors and settings -----------------------------------------------------------------------------------------------
  'account-closed': e(
    403,
    false,
    'यह खाता बंद कर दिया गया है। फिर काम करना हो तो प्रशासक से इसे खुलवाएँ।',
    'This account is closed. Ask the administrator to open it again.',
  ),
  'wrong-password': e(403, false, 'यह आपका पासवर्ड नहीं है। दोबारा लिखें।', 'This is not your password. Type it again.'),
  'wrong-code': e(
    401,
    false,
    'यह कोड सही नहीं है, या इस्तेमाल हो चुका है। ऐप में नया कोड आने पर वही लिखें; फ़ोन का समय सही है, यह भी देखें।',
    'This code is wrong or was used already. Wait for the app’s next code and type that; check that the phone’s clock is right.',
  ),
  'ticket-expired': e(
    401,
    false,
    'पाँच मिनट पूरे हो गए। नाम और पासवर्ड से फिर शुरू करें।',
    'The five minutes are over. Begin again with your name and password.',
  ),
  'passkey-refused': e(
    403,
    false,
    'यह पासकी नहीं ली जा सकी। इसी पते से, उसी उपकरण पर फिर कोशिश करें, या ऐप के कोड या रिकवरी कोड से खोलें।',
    'This passkey was not accepted. Try again at this address with the same device, or use an app code or a recovery code.',
  ),
  'second-factor-must-be-added': e(
    403,
    false,
    'आपकी भूमिका के लिए दूसरी पुष्टि ज़रूरी है। पहले ऐप या पासकी जोड़ें।',
    'Your role needs a second factor. Add an app or a passkey first.',
  ),
  'second-factor-needed': e(
    409,
    false,
    'आपकी भूमिका के लिए दूसरी पुष्टि ज़रूरी है, इसलिए आख़िरी वाली हटाई नहीं जा सकती। पहले दूसरी जोड़ें।',
    'Your role needs a second factor, so the last one cannot be removed. Add another first.',
  ),
  'second-factor-exists': e(
    409,
    false,
    'एक ऐप पहले से जुड़ा है। नया जोड़ने से पहले उसे हटाएँ।',
    'An app is set up already. Remove it before you set up another.',
  ),
  'second-factor-unreadable': e(
    409,
    false,
    'सर्वर की चाबी बदल गई है, इसलिए ऐप का कोड जाँचा नहीं जा सकता। रिकवरी कोड से खोलें, या प्रशासक से दूसरी पुष्टि हटवाएँ।',
    'The server’s key has changed, so app codes cannot be checked. Use a recovery code, or ask the administrator to clear your second factor.',
  ),
  'area-code-taken': e(
    409,
    false,
    'इस LGD कोड का क्षेत्र पहले से है। सूची में देखें।',
    'There is an area with this LGD code already. Look in the list.',
  ),
  'no-hours-left': e(
    400,
    false,
    'इससे फ़ोन करने का कोई समय नहीं बचता। समय बढ़ाएँ या किसी दिन को खुला रखें।',
    'This leaves no hours to call in. Lengthen the hours or leave a weekday open.',
  ),
  // needs to the person's own word
  'need-taken': e(
    409,
    false,
    'यह दूसरी टीम ने पहले ले लिया है। सूची में अगला लें।',
    'Another team has taken this already. Take the next one in the list.',
  ),
  'own-delivery': e(
    409,
    false,
    'जिसने पहुँचाया, वह ख़ुद पुष्टि नहीं कर सकता। अगली कॉल पर कोई और पूछेगा।',
    'Whoever delivered it cannot confirm it. Somebody else asks on the next call.',
  ),
  'proof-missing': e(
    400,
    false,
    'इसके लिए सबूत चाहिए: व्यक्ति का बताया कोड, फ़ोटो या टिप्पणी। “पहुँचाना” पन्ने से भेजें।',
    'This wants proof: the code the person reads out, a photo or a note. Send it from the deliveries page.',
  ),
  'delivery-code-wrong': e(
    409,
    false,
    'कोड ग़लत है। व्यक्ति से फिर पूछें, एक-एक अंक।',
    'The code is wrong. Ask the person again, digit by digit.',
  ),
  'code-locked': e(
    409,
    false,
    'कोड कई बार ग़लत दिया गया। अब फ़ोटो से ही दर्ज होगा।',
    'The code was given wrong too often. Only a photo will do now.',
  ),
  'photo-unreadable': e(
    400,
    false,
    'यह फ़ोटो नहीं है या पढ़ी नहीं जा सकी। दोबारा खींचें।',
    'This is no photo, or it cannot be read. Take it again.',
  ),
  'photo-too-large': e(
    413,
    false,
    'फ़ोटो बहुत बड़ी है। कैमरे से दोबारा खींचें; पन्ना उसे छोटा कर देगा।',
    'The photo is too large. Take it again with the camera; the page makes it smaller.',
  ),
  'category-withdrawn': e(
    409,
    false,
    'यह श्रेणी अब नहीं दी जाती। सूची से दूसरी चुनें।',
    'This category is not given any more. Choose another from the list.',
  ),
  'category-missing': e(409, false, 'पहले श्रेणी दर्ज करें, फिर टोकन दें।', 'Write down the category first, then give a token.'),
  'officer-missing': e(
    400,
    false,
    'इस श्रेणी में अधिकारी का सेवा क्रमांक और नाम चाहिए।',
    'This category needs the officer’s service number and name.',
  ),
  // The doctor's desk, beds, shifting.
  'decision-incomplete': e(
    400,
    false,
    'निर्णय अधूरा है। दोबारा नापने का समय, बेड का प्रकार, कहाँ रेफ़र किया या अगली तारीख़ ठीक से भरें।',
    'The decision is not complete. Say when to measure again, which bed, where to, or a day for the follow-up that is not past.',
  ),
  'transfer-live': e(
    409,
    false,
    'इनके लिए अस्पताल ले जाने का अनुरोध पहले से चल रहा है। नया न बनाएँ, उसी को देखें।',
    'There is a live request to shift this person already. Follow that one instead of a new one.',
  ),
  'no-bed-left': e(
    409,
    false,
    'यहाँ इस तरह का कोई बेड अब ख़ाली नहीं। दूसरा अस्पताल चुनें, या अस्पताल से फिर पूछें।',
    'No bed of this kind is left there now. Choose another hospital, or ask this one again.',
  ),
  'ambulance-busy': e(
    409,
    false,
    'यह एम्बुलेंस अभी किसी और को ला रही है या बंद है। दूसरी चुनें।',
    'This ambulance is bringing somebody else, or is off. Choose another.',
  ),
  'step-incomplete': e(
    400,
    false,
    'इस क़दम के लिए कुछ छूट गया है: अस्पताल, एम्बुलेंस, पहुँचने का समय, लेने वाले का नाम या कारण भरें।',
    'Something is missing for this step: the hospital, the ambulance, the time of arrival, the name of whoever takes over, or why.',
  ),
  'more-than-total': e(
    400,
    false,
    'ख़ाली की संख्या कुल से ज़्यादा है। गिनती फिर देखें; कुल बदलना हो तो कंट्रोल रूम से कहें।',
    'More are free than there are. Count again; to change the total, tell the control room.',
  ),
  'bed-kind-unknown': e(
    404,
    false,
    'इस अस्पताल में इस तरह के बेड दर्ज नहीं हैं। कंट्रोल रूम से जुड़वाएँ।',
    'This house has no beds of this kind on record. Have the control room add them.',
  ),
  'facility-name-taken': e(
    409,
    false,
    'इस नाम का अस्पताल या केंद्र पहले से दर्ज है। सूची में देखें।',
    'There is a hospital or centre of this name already. Look in the list.',
  ),
  'beds-held': e(
    409,
    false,
    'कुछ बेड रास्ते में आ रहे लोगों के लिए रखे हैं, इसलिए कुल इतना घटाया या अस्पताल बंद नहीं किया जा सकता। पहले उन्हें दूसरी जगह भेजें।',
    'Some beds are held for people on their way, so the total cannot be cut so far, or the house closed. Send those people elsewhere first.',
  ),
  'not-dead': e(
    409,
    false,
    'इस व्यक्ति की मृत्यु दर्ज नहीं है। पन्ना फिर खोलें।',
    'No death is on record for this person. Open the page again.',
  ),
  'needs-a-second': e(
    409,
    false,
    'मृत्यु की सूचना वापस लेने के लिए दो लोग चाहिए: आपने माँगा है, अब कोई दूसरा पुष्टि करे।',
    'Undoing a death takes two people: you asked for it, now somebody else must confirm.',
  ),
  'ambulance-known': e(
    409,
    false,
    'इस नंबर की एम्बुलेंस पहले से दर्ज है। सूची में देखें।',
    'There is an ambulance of this number already. Look in the list.',
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
