/** A text a person reads or hears, in every language the desk speaks. Both are required: check-protocol refuses a gap. */
export type Text = { readonly hi: string; readonly en: string };

export type Language = 'hi' | 'en';
