/**
 * What people are told without asking. A notice says that something is so; the events of the log
 * only say when to look, so however many there are, there is one notice.
 */
@NullMarked
package io.evergrant.domain.notice;

import org.jspecify.annotations.NullMarked;
