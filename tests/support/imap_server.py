"""A real IMAP server for tests: Dovecot, over TLS, with one mailbox.

Usage: imap_server.py FOLDER. Prints `listening PORT` and becomes Dovecot, which
serves until it is killed. Whoever trusts FOLDER/authority.pem trusts it. Every
user signs in with the password `s3cret! @/é` and finds the maildir FOLDER/mail.
"""

import grp
import os
import pwd
import socket
import sys

import trustme

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
mail_location = maildir:{folder}/mail
first_valid_uid = 1
auth_username_chars =
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service stats {{
  chroot =
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=relance {folder}/passwords
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}
}}
"""


def main():
    folder = os.path.abspath(sys.argv[1])
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    authority.cert_pem.write_to_path(f"{folder}/authority.pem")
    certificate.private_key_pem.write_to_path(f"{folder}/key.pem")
    certificate.cert_chain_pems[0].write_to_path(f"{folder}/certificate.pem")
    for part in ["mail/new", "mail/cur", "mail/tmp"]:
        os.makedirs(f"{folder}/{part}", exist_ok=True)
    if os.geteuid() == 0:
        for place in [folder, *(f"{folder}/mail{part}" for part in ["", "/new", "/cur", "/tmp"])]:
            os.chown(place, user.pw_uid, user.pw_gid)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with open(f"{folder}/passwords", "w", encoding="utf-8") as file:
        file.write("relance:{PLAIN}" + "s3cret! @/é" + "\n")
    os.chmod(f"{folder}/passwords", 0o644)
    group = grp.getgrgid(user.pw_gid).gr_name
    names = {"folder": folder, "user": user.pw_name, "group": group, "port": port}
    with open(f"{folder}/dovecot.conf", "w", encoding="utf-8") as file:
        file.write(CONFIGURATION.format(**names))
    print("listening", port, flush=True)
    os.environ["PATH"] += ":/usr/sbin"
    os.execvp("dovecot", ["dovecot", "-F", "-c", f"{folder}/dovecot.conf"])


if __name__ == "__main__":
    main()
