package io.tributary.target.snowflake;

import io.tributary.singer.config.Secret;
import io.tributary.singer.error.SingerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Reads private keys, so that a wrong one is told from a wrong user before anybody is asked. */
final class PrivateKeys {
  private static final String OLD_FORM = "-----BEGIN RSA PRIVATE KEY-----";
  private static final String ENCRYPTED = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
  private static final String TO_PKCS8 =
      "is not in PKCS#8; openssl pkcs8 -topk8 -in OLD -out NEW -nocrypt makes it so";

  private PrivateKeys() {}

  /** The key that the settings give. */
  static PrivateKey of(Credentials credentials) {
    Optional<Path> file = credentials.privateKeyPath();
    if (file.isPresent()) {
      return parsed(read(file.get()), "private_key_path", credentials.privateKeyPassphrase());
    }
    String text = credentials.privateKey().map(Secret::reveal).orElseThrow();
    return parsed(text, "private_key", credentials.privateKeyPassphrase());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      throw new SingerException.Config("private_key_path", file + " does not exist");
    } catch (IOException e) {
      throw new SingerException.Config("private_key_path", file + " cannot be read");
    }
  }

  private static PrivateKey parsed(String text, String setting, Optional<Secret> passphrase) {
    String pem = text.replace("\\n", "\n").strip();
    if (pem.startsWith(OLD_FORM)) {
      throw new SingerException.Config(setting, TO_PKCS8);
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      boolean isEncrypted =
          pem.startsWith(ENCRYPTED) || (!pem.startsWith("-----") && passphrase.isPresent());
      if (!isEncrypted) {
        return rsa(new PKCS8EncodedKeySpec(der));
      }
      if (passphrase.isEmpty()) {
        throw new SingerException.Config(
            setting, "is encrypted; give private_key_passphrase as well");
      }
      return decrypted(der, setting, passphrase.get());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SingerException.Config(setting, "is not an RSA key in PKCS#8");
    }
  }

  private static PrivateKey rsa(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA").generatePrivate(spec);
  }

  private static PrivateKey decrypted(byte[] der, String setting, Secret passphrase)
      throws GeneralSecurityException {
    EncryptedPrivateKeyInfo info;
    Cipher cipher;
    String algorithm;
    try {
      info = new EncryptedPrivateKeyInfo(der);
      boolean isScheme2 =
          info.getAlgName().startsWith("PBES2") || info.getAlgName().matches("[\\d.]+");
      algorithm = isScheme2 ? info.getAlgParameters().toString() : info.getAlgName();
      cipher = Cipher.getInstance(algorithm);
    } catch (IOException | GeneralSecurityException e) {
      throw new SingerException.Config(
          setting,
          "is encrypted in a way that Java does not know; openssl pkcs8 -topk8 -v2 aes-256-cbc"
              + " makes one that it knows");
    }
    try {
      SecretKey key =
          SecretKeyFactory.getInstance(algorithm)
              .generateSecret(new PBEKeySpec(passphrase.reveal().toCharArray()));
      cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
      return rsa(info.getKeySpec(cipher));
    } catch (GeneralSecurityException e) {
      throw new SingerException.Config("private_key_passphrase", "does not open the private key");
    }
  }
}
