package dev.latchkey.provider.device;

/**
 * A device code with what a person types for it: when it is handed out, and when somebody types it.
 *
 * @param code the code
 * @param userCode what a person types
 */
public record IssuedDeviceCode(DeviceCode code, UserCode userCode) {}
