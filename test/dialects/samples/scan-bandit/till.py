import hashlib
import pickle
import subprocess


def run(command):
    return subprocess.call(command, shell=True)


def digest(text):
    return hashlib.md5(text).hexdigest()


def load(data):
    return pickle.loads(data)


def accepted(data):
    return pickle.loads(data)  # nosec
