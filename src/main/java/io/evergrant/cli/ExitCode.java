package io.evergrant.cli;

/** How the program ends. The numbers are part of the contract: none changes its meaning. */
enum ExitCode {
  DONE(0, "the file holds a token that lives"),
  BROKEN(1, "something broke that should not"),
  USAGE(2, "arguments, address or key are not as they have to be"),
  PLACE_REFUSED(3, "the file may not or cannot be kept there"),
  NEEDS_A_PERSON(
      4, "the grant needs a person: the message says whom, and the address to send them"),
  NOT_NOW(5, "no token at the moment, nothing is lost: try again later"),
  REFUSED(6, "Evergrant refuses: the key, its scope, or the grant is not there"),
  CANNOT_RUN(126, "the command after --exec could not be started");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  String meaning() {
    return meaning;
  }
}
