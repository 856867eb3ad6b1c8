"""An identity provider: Authlib's OpenID Connect, with PKCE required and codes that are good for once.

Listens on 127.0.0.1, on a port the system chooses; says where on standard output, in one line of JSON, and ends when
standard input does. /authorize signs in whoever `login_hint` names, as a person would at the provider's page; POST to
/rotate gives it a new key of the algorithm `alg`, which its tokens do not name if there is `unnamed`.
"""

import json, logging, os, sys, threading, time, warnings

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

# Authlib is on its way from its own keys to another library's, and says so at every step.
warnings.showwarning = lambda *rest: None
import flask
import werkzeug.serving
from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.jose import ECKey, RSAKey
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode, UserInfo

PEOPLE = {
    "s1": {"sub": "s1", "name": "Una Newcombe", "email": "una@prob.example", "email_verified": True},
    "s2": {"sub": "s2", "name": "Bob Tarn", "email": "bob@pol.example", "email_verified": False},
    "s3": {"sub": "s3"},
}
app = flask.Flask(__name__)
app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = False
server = AuthorizationServer()
codes, counts = {}, {"keys": 0, "metadata": 0}
keys = {}


def rotate(algorithm, names=True):
    kid = f"k{time.monotonic_ns()}"
    options = {"kid": kid, "use": "sig", "alg": algorithm}
    key = (
        ECKey.generate_key("P-256", options, is_private=True)
        if algorithm == "ES256"
        else RSAKey.generate_key(2048, options, is_private=True))
    keys.update(key=key, algorithm=algorithm, names=names)


class Client(ClientMixin):
    def __init__(self, name, secret, method):
        self.client_id, self.secret, self.method = name, secret, method

    def get_client_id(self):
        return self.client_id

    def get_default_redirect_uri(self):
        return None

    def get_allowed_scope(self, scope):
        return scope

    def check_redirect_uri(self, address):
        return address == "http://127.0.0.1:8080/signed-in"

    def check_client_secret(self, secret):
        return secret == self.secret

    def check_endpoint_auth_method(self, method, endpoint):
        return method == self.method

    def check_response_type(self, kind):
        return kind == "code"

    def check_grant_type(self, kind):
        return kind == "authorization_code"


CLIENTS = {
    "diary": Client("diary", "a secret: & 100%", "client_secret_basic"),
    "public": Client("public", "", "none"),
}


class Code(AuthorizationCodeMixin):
    def __init__(self, **values):
        self.__dict__.update(values)

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope

    def get_nonce(self):
        return self.nonce

    def get_auth_time(self):
        return int(time.time())

    def get_acr(self):
        return None

    def get_amr(self):
        return None


class Grant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "none"]

    def save_authorization_code(self, code, request):
        data = request.payload.data if hasattr(request, "payload") else request.data
        codes[code] = Code(
            code=code, client_id=request.client.client_id, redirect_uri=data.get("redirect_uri"),
            scope=data.get("scope"), nonce=data.get("nonce"), user=request.user,
            code_challenge=data.get("code_challenge"), code_challenge_method=data.get("code_challenge_method"))

    def query_authorization_code(self, code, client):
        known = codes.get(code)
        return known if known and known.client_id == client.client_id else None

    def delete_authorization_code(self, code):
        del codes[code.code]

    def authenticate_user(self, code):
        return code.user


class OpenID(OpenIDCode):
    def exists_nonce(self, nonce, request):
        return False

    def get_jwt_config(self, grant, *rest):
        return {"key": keys["key"], "alg": keys["algorithm"], "iss": issuer(), "exp": 300}

    def get_encode_header(self, client):
        return {"alg": keys["algorithm"]} | ({"kid": keys["key"].kid} if keys["names"] else {})

    def generate_user_info(self, user, scope):
        return UserInfo(**PEOPLE[user])


def issuer():
    return flask.request.host_url.rstrip("/")


@app.get("/.well-known/openid-configuration")
def metadata():
    counts["metadata"] += 1
    return {
        "issuer": issuer(), "authorization_endpoint": f"{issuer()}/authorize", "token_endpoint": f"{issuer()}/token",
        "jwks_uri": f"{issuer()}/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "PS256", "ES256"],
        "code_challenge_methods_supported": ["S256"],
    }


@app.get("/keys")
def published():
    counts["keys"] += 1
    other = {"kty": "oct", "kid": "of another kind", "alg": "A256GCM", "k": "AAAA"}
    return {"keys": [other, keys["key"].as_dict(is_private=False)]}


@app.get("/authorize")
def authorize():
    person = flask.request.args.get("login_hint")
    return server.create_authorization_response(grant_user=person if person in PEOPLE else None)


@app.post("/token")
def token():
    return server.create_token_response()


@app.post("/rotate")
def rotated():
    rotate(flask.request.form["alg"], names="unnamed" not in flask.request.form)
    return ""


@app.get("/counts")
def counted():
    return counts


@app.get("/endless/.well-known/openid-configuration")
def endless():
    return flask.Response(b" " * 65536 for _ in range(1000))


@app.get("/slow/.well-known/openid-configuration")
def slow():
    time.sleep(20)
    return {}


@app.get("/elsewhere/.well-known/openid-configuration")
def elsewhere():
    return flask.redirect("/.well-known/openid-configuration")


server.init_app(app, query_client=CLIENTS.get, save_token=lambda token, request: None)
server.register_grant(Grant, [OpenID(require_nonce=True), CodeChallenge(required=True)])
rotate("RS256")
listener = werkzeug.serving.make_server("127.0.0.1", 0, app, threaded=True)
threading.Thread(target=listener.serve_forever, daemon=True).start()
logging.getLogger("werkzeug").setLevel(logging.ERROR)
print(json.dumps({"port": listener.server_port}), flush=True)
sys.stdin.read()
os._exit(0)
