internal import AsyncHTTPClient
internal import Crypto
internal import CryptoExtras
internal import JWTKit
internal import NIOCore
