/** Parts of a language file, as web/build/split-words.ts makes them. */
declare module '*.json?first' {
  const words: object;
  export default words;
}
declare module '*.json?rest' {
  const words: object;
  export default words;
}
