package dev.holdfast.samples.campaign;

/**
 * Is one letter of a campaign.
 *
 * @param recipient mail address
 * @param subject what is written
 */
public record Letter(String recipient, String subject) {}
