/**
 * Processes, ports and files of a machine that is not ours alone. Whatever is started here is also
 * ended here: each server is the head of its own session, so that a Ctrl-C meant for the launcher
 * does not hit all of them at once, and a small companion process ends what a launcher that was
 * killed could not end itself.
 */
@NullMarked
package io.evergrant.testkit.process;

import org.jspecify.annotations.NullMarked;
