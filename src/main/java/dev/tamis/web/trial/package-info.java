/**
 * Trials: what was drawn, what was measured, epoch by epoch.
 */
package dev.tamis.web.trial;
