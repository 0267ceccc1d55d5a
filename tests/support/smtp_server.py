"""An SMTP server for tests: it keeps what it acknowledges and misbehaves on request.

Prints `listening PORT`, then serves until it is killed. Every message goes to
the folder as NNNNNN.eml with its envelope in NNNNNN.json; `events.log` has a
line per connection and per transaction.

What a recipient's local part begins with decides:
  refuse550         refused for good (any 5yz)
  grey451           refused for now (any 4yz) twice, then taken
  always451         refused for now (any 4yz) every time
  busy421           the first time: 421 and the connection is closed
  data554           the message is refused for good after its end (any 4yz or 5yz)
  drop-before-data  the connection breaks at DATA, the first time
  drop-after-data   the message is kept, the connection breaks before the answer, the first time
  never-data        the connection breaks at DATA, every time
  slow300           the answer to the message takes 300 ms
  mute              no answer at all
A sender whose local part is `sender550` is refused for good (any code).
"""

import argparse
import asyncio
import base64
import collections
import json
import logging
import os
import re
import ssl
import sys
import warnings

import trustme
from aiosmtpd.smtp import MISSING, SMTP, AuthResult

NEVER = 3600


class Folder:
    def __init__(self, path):
        self.path = path
        self.count = 0
        self.log = open(os.path.join(path, "events.log"), "a", buffering=1, encoding="utf-8")

    def keep(self, envelope):
        self.count += 1
        name = os.path.join(self.path, f"{self.count:06}")
        with open(name + ".eml", "wb") as file:
            file.write(envelope.original_content)
        with open(name + ".part", "w", encoding="utf-8") as file:
            json.dump({"from": envelope.mail_from, "to": envelope.rcpt_tos}, file)
        os.rename(name + ".part", name + ".json")

    def event(self, *words):
        print(*words, file=self.log)


class Handler:
    def __init__(self, folder):
        self.folder = folder
        self.seen = collections.Counter()

    def times(self, what, address):
        self.seen[what, address] += 1
        return self.seen[what, address]

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.folder.event("mail", address, *options)
        refusal = re.match(r"sender([45]\d\d)", address)
        if refusal:
            return f"{refusal[1]} sender not accepted"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 sender ok"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if refusal := re.match(r"refuse(5\d\d)", address):
            return f"{refusal[1]} 5.1.1 no such user"
        if (grey := re.match(r"grey(4\d\d)", address)) and self.times("grey", address) <= 2:
            return f"{grey[1]} 4.7.1 greylisted"
        if always := re.match(r"always(4\d\d)", address):
            return f"{always[1]} 4.2.2 mailbox full"
        if address.startswith("busy421") and self.times("busy", address) == 1:
            asyncio.get_running_loop().call_later(0.01, server.transport.close)
            return "421 4.3.2 closing down"
        if address.startswith("mute"):
            await asyncio.sleep(NEVER)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 recipient ok"

    async def handle_DATA(self, server, session, envelope):
        for address in envelope.rcpt_tos:
            if refusal := re.match(r"data([45]\d\d)", address):
                return f"{refusal[1]} 5.6.0 message not accepted"
            if slow := re.match(r"slow(\d+)", address):
                await asyncio.sleep(int(slow[1]) / 1000)
        self.folder.keep(envelope)
        for address in envelope.rcpt_tos:
            if address.startswith("drop-after-data") and self.times("after", address) == 1:
                await cut(server)
        return f"250 2.0.0 kept as {self.folder.count}"


async def cut(server):
    server.transport.abort()
    await asyncio.sleep(NEVER)


class Server(SMTP):
    open_connections = 0
    accepted = 0
    tokens_refused = 0

    def __init__(self, handler, arguments, **options):
        super().__init__(handler, **options)
        self.arguments = arguments

    def connection_made(self, transport):
        Server.open_connections += 1
        Server.accepted += 1
        self.event_handler.folder.event("connection")
        refusal = self.arguments.banner
        if self.arguments.banner_times and Server.accepted > self.arguments.banner_times:
            refusal = None
        if self.arguments.most and Server.open_connections > self.arguments.most:
            refusal = "421 4.7.0 too many connections"
        if refusal:
            transport.write(refusal.encode() + b"\r\n")
            transport.close()
        if refusal or self.arguments.mute:
            self.refused = True
            return
        super().connection_made(transport)

    def data_received(self, data):
        if not hasattr(self, "refused"):
            super().data_received(data)

    def eof_received(self):
        if not hasattr(self, "refused"):
            return super().eof_received()

    def connection_lost(self, error):
        Server.open_connections -= 1
        if not hasattr(self, "refused"):
            super().connection_lost(error)

    async def auth_XOAUTH2(self, server, arguments):
        """Takes `user=USER^Aauth=Bearer TOKEN^A^A` (--token), but not the first ones (--refuse-tokens)."""
        shown = base64.b64decode(arguments[1]).decode()
        self.event_handler.folder.event("xoauth2", shown.replace("\x01", " ").strip())
        wanted = f"user={self.arguments.user}\x01auth=Bearer {self.arguments.token}\x01\x01"
        Server.tokens_refused += 1
        if shown == wanted and Server.tokens_refused > self.arguments.refuse_tokens:
            return AuthResult(success=True, auth_data=shown)
        # Why it refuses; the client answers with an empty line.
        await self.push("334 " + base64.b64encode(b'{"status":"401"}').decode())
        await self._reader.readline()
        return MISSING

    async def smtp_DATA(self, argument):
        for address in self.envelope.rcpt_tos:
            if address.startswith("never-data"):
                await cut(self)
            if (
                address.startswith("drop-before-data")
                and self.event_handler.times("before", address) == 1
            ):
                await cut(self)
        await super().smtp_DATA(argument)


def authenticator(arguments):
    def check(server, session, envelope, mechanism, data):
        good = (arguments.user.encode(), arguments.password.encode())
        # `handled=False`: the server is to answer.
        return AuthResult(success=(data.login, data.password) == good, handled=False)

    return check


def certified(folder):
    """A certificate for localhost; its authority goes to authority.pem."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(os.path.join(folder, "authority.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    return context


async def serve(arguments):
    folder = Folder(arguments.folder)
    handler = Handler(folder)
    options = {"enable_SMTPUTF8": not arguments.ascii_only, "hostname": "mail.test"}
    if arguments.user:
        options |= {
            "authenticator": authenticator(arguments),
            "auth_require_tls": False,
            "auth_required": True,
        }
    if arguments.mechanism:
        known = {"PLAIN", "LOGIN", "XOAUTH2"}
        options["auth_exclude_mechanism"] = sorted(known - {arguments.mechanism})
    else:
        options["auth_exclude_mechanism"] = ["XOAUTH2"]
    if arguments.idle_ms:
        options["timeout"] = arguments.idle_ms / 1000
    tls = certified(arguments.folder) if arguments.tls else None
    if arguments.tls == "starttls":
        options |= {"tls_context": tls, "require_starttls": True}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Server(handler, arguments, loop=loop, **options),
        "127.0.0.1",
        arguments.port,
        ssl=tls if arguments.tls == "implicit" else None,
    )
    print("listening", server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--banner", help="refuse every connection with this line")
    parser.add_argument("--banner-times", type=int, help="only so many times")
    parser.add_argument("--mute", action="store_true", help="accept connections, say nothing")
    parser.add_argument("--most", type=int, help="most connections at once")
    parser.add_argument("--user", help="require a login")
    parser.add_argument("--password", default="")
    parser.add_argument("--mechanism", choices=["PLAIN", "LOGIN", "XOAUTH2"], help="the only way to log in")
    parser.add_argument("--token", default="", help="what XOAUTH2 takes")
    parser.add_argument("--refuse-tokens", type=int, default=0, help="so many times")
    parser.add_argument("--idle-ms", type=int, help="close connections that are idle so long")
    parser.add_argument("--tls", choices=["starttls", "implicit"], help="encrypt")
    parser.add_argument("--ascii-only", action="store_true", help="no SMTPUTF8")
    warnings.simplefilter("ignore")
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    try:
        asyncio.run(serve(parser.parse_args()))
    except KeyboardInterrupt:
        sys.exit(0)


main()
