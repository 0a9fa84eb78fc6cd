// SPDX-License-Identifier: MIT
// Signs and verifies with the first key of a PKCS#11 token: java Sign.java CONFIG PIN ALGORITHM.
import java.security.*;
import java.security.cert.Certificate;

public class Sign {
    public static void main(String[] args) throws Exception {
        Provider provider = Security.getProvider("SunPKCS11").configure(args[0]);
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, args[1].toCharArray());
        String alias = store.aliases().nextElement();
        byte[] text = "imza".getBytes("UTF-8");
        Signature signer = Signature.getInstance(args[2], provider);
        signer.initSign((PrivateKey) store.getKey(alias, null));
        signer.update(text);
        byte[] signature = signer.sign();
        Certificate certificate = store.getCertificate(alias);
        Signature verifier = Signature.getInstance(args[2]);
        verifier.initVerify(certificate.getPublicKey());
        verifier.update(text);
        System.out.println(verifier.verify(signature) ? "holds" : "does not hold");
    }
}
