/** Something outside keeps the product from starting. Printed as two lines, without a stack: what is wrong, what to do. */
export class StartError extends Error {
  readonly whatToDo: string;

  constructor(what: string, whatToDo: string) {
    super(what);
    this.name = 'StartError';
    this.whatToDo = whatToDo;
  }
}
